namespace BlurDetection.Imaging;

/// <summary>Kinds of TIFF that decoders share out among themselves.</summary>
internal static class TiffSamples
{
    private const int BitsPerSample = 258;

    /// <summary>Whether the samples of the first image have a number of bits that libtiff's usual readers do not unpack,
    /// such as 12.</summary>
    public static bool ArePacked(ReadOnlySpan<byte> tiff)
    {
        var bytes = new TiffBytes(tiff);
        return TiffDirectory.TryRead(bytes, bytes.First, out var first, out _)
            && first.Value(BitsPerSample) is not (null or 1 or 2 or 4 or 8 or 16 or 32 or 64);
    }
}
