using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Reading;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Codecs;

/// <summary>What a codec may take.</summary>
/// <param name="MaxBytes">The most bytes that it may hold for a frame.</param>
/// <param name="CancellationToken">Stops it between rows or blocks.</param>
internal sealed record CodecLimits(long MaxBytes, CancellationToken CancellationToken)
{
    private const int BytesPerCoefficient = 2;

    /// <summary>Refuses a frame whose samples take too much memory; to be called before they are allocated.</summary>
    /// <param name="image">How the samples are stored.</param>
    /// <param name="withCoefficients">Whether the codec holds a coefficient for each sample too, as for progressive JPEG.</param>
    /// <exception cref="ImageTooLargeException">It takes more than <see cref="MaxBytes"/>.</exception>
    public void Require(ImageAttributes image, bool withCoefficients = false)
    {
        var bytes = (long)image.Rows * image.Columns * image.SamplesPerPixel * (image.BytesPerSample
            + (withCoefficients ? BytesPerCoefficient : 0));
        if (bytes <= Math.Min(MaxBytes, Array.MaxLength)) return;
        throw new ImageTooLargeException(
            $"The DICOM image of {image.Columns}x{image.Rows} pixels is compressed and is held whole, " +
            $"in {bytes} bytes, more than the {MaxBytes} allowed. " +
            $"Raise {nameof(ImageDecoderOptions)}.{nameof(ImageDecoderOptions.MaxDecoderBytes)} if such images are expected.");
    }
}
