using BlurDetection.Imaging;

namespace BlurDetection.Dicom;

/// <summary>Adds DICOM to the decoders of options.</summary>
public static class DicomOptionsExtensions
{
    /// <summary>Lets a classifier read DICOM files.</summary>
    /// <param name="options">The classifier's options.</param>
    /// <param name="configure">Choices of DICOM alone; <see langword="null"/> for the defaults.</param>
    /// <returns>The same options.</returns>
    /// <example><code>
    /// using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions().AddDicom());
    /// </code></example>
    public static BlurClassifierOptions AddDicom(this BlurClassifierOptions options, Action<DicomOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Decoding.AddDicom(configure);
        return options;
    }

    /// <summary>Lets <see cref="ImageDecoder"/> read DICOM files. JPEG 2000 frames of 8 bits are left to another decoder of the options,
    /// where one takes them.</summary>
    /// <param name="options">The decoding options; added to them once, the decoder is not added again.</param>
    /// <param name="configure">Choices of DICOM alone; <see langword="null"/> for the defaults.</param>
    /// <returns>The same options.</returns>
    public static ImageDecoderOptions AddDicom(this ImageDecoderOptions options, Action<DicomOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(options);
        var dicom = new DicomOptions();
        configure?.Invoke(dicom);
        if (!options.Decoders.OfType<DicomImageDecoder>().Any()) options.Decoders.Add(new DicomImageDecoder(options, dicom));
        return options;
    }
}
