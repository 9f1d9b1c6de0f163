using BlurDetection.Imaging;

namespace BlurDetection.Dicom;

/// <summary>Adds DICOM to the decoders of options.</summary>
public static class DicomOptionsExtensions
{
    /// <summary>Lets a classifier read DICOM files.</summary>
    /// <param name="options">The classifier's options.</param>
    /// <param name="onlyUltrasoundRegions">Whether everything outside the regions of an ultrasound image (Sequence of Ultrasound Regions)
    /// is left out of the evidence: names, scales and logos that the device prints there. Files without such regions are taken whole;
    /// other burned-in text is masked with <see cref="BlurClassifierOptions.Masks"/>.</param>
    /// <returns>The same options.</returns>
    /// <example><code>
    /// using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions().AddDicom());
    /// </code></example>
    public static BlurClassifierOptions AddDicom(this BlurClassifierOptions options, bool onlyUltrasoundRegions = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Decoding.AddDicom(onlyUltrasoundRegions);
        return options;
    }

    /// <summary>Lets <see cref="ImageDecoder"/> read DICOM files. JPEG 2000 frames of 8 bits are left to another decoder of the options,
    /// where one takes them.</summary>
    /// <param name="options">The decoding options; added to them once, the decoder is not added again.</param>
    /// <param name="onlyUltrasoundRegions">Whether everything outside the regions of an ultrasound image (Sequence of Ultrasound Regions)
    /// is left out of the evidence: names, scales and logos that the device prints there. Files without such regions are taken whole;
    /// other burned-in text is masked with <see cref="BlurClassifierOptions.Masks"/>.</param>
    /// <returns>The same options.</returns>
    public static ImageDecoderOptions AddDicom(this ImageDecoderOptions options, bool onlyUltrasoundRegions = false)
    {
        ArgumentNullException.ThrowIfNull(options);
        if (!options.Decoders.OfType<DicomImageDecoder>().Any())
            options.Decoders.Add(new DicomImageDecoder(options, onlyUltrasoundRegions));
        return options;
    }
}
