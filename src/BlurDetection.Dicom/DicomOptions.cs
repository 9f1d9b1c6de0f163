namespace BlurDetection.Dicom;

/// <summary>How DICOM files are read.</summary>
public sealed class DicomOptions
{
    /// <summary>Whether everything outside the regions of an ultrasound image (Sequence of Ultrasound Regions) is left out of the evidence:
    /// names, scales and logos that the device prints there.</summary>
    /// <value>Default <see langword="false"/>. Files without such regions are taken whole; other burned-in text is masked with
    /// <see cref="BlurClassifierOptions.Masks"/>.</value>
    public bool OnlyUltrasoundRegions { get; set; }
}
