using System.Buffers.Binary;
using BlurDetection.Imaging;

namespace BlurDetection.Magick.Decoding;

/// <summary>What the header of a PSD or PSB claims (Adobe Photoshop File Formats Specification, 2019), read before ImageMagick, which holds
/// a byte for each pixel of each channel at once.</summary>
internal static class PsdHeader
{
    private const int Length = 26, UsualChannels = 5; // CMYK with alpha
    private const long MostBytes = 200_000_000;

    /// <summary>Refuses what is too large; nothing where the header cannot be read, which ImageMagick says better.</summary>
    /// <exception cref="ImageTooLargeException">There are more pixels than allowed, or more channels than can be held.</exception>
    public static void Check(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        if (encoded.Length < Length) return;
        long channels = BinaryPrimitives.ReadUInt16BigEndian(encoded[12..]), height = BinaryPrimitives.ReadUInt32BigEndian(encoded[14..]),
            width = BinaryPrimitives.ReadUInt32BigEndian(encoded[18..]);
        request.RequireSize(ImageFormat.Psd, width, height);
        if (channels > UsualChannels && channels * width * height > MostBytes)
            throw new ImageTooLargeException($"The PSD image of {width}x{height} pixels has {channels} channels, which would be held in " +
                $"{channels * width * height} bytes, more than {MostBytes}. Save it without its further channels.");
    }
}
