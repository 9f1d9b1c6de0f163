namespace BlurDetection.Imaging;

/// <summary>Kinds of TIFF that decoders share out among themselves.</summary>
internal static class TiffSamples
{
    private const int BitsPerSample = 258, SampleFormat = 339, GdalNoData = 42113;
    private const int CieLab = 8, Lzma = 34925, Zstandard = 50000, UnsignedIntegers = 1;

    /// <summary>Whether the first image is one that ImageMagick decodes and libvips does not: samples of an unusual number of bits, such as
    /// 12; CIE L*a*b* of 8 bits; LZMA or Zstandard.</summary>
    /// <remarks>Not floats, signed samples and pixels without data: ImageMagick would take them for what they are not.</remarks>
    public static bool NeedMagick(ReadOnlySpan<byte> tiff)
    {
        var bytes = new TiffBytes(tiff);
        if (!TiffDirectory.TryRead(bytes, bytes.First, out var first, out _)) return false;
        var bits = first.Value(BitsPerSample);
        if (bits is not (null or 1 or 2 or 4 or 8 or 16 or 32 or 64)) return true;
        if (bits == 8 && first.Value(TiffDirectory.Photometric) == CieLab) return true;
        return bits is 8 or 16 && first.Value(TiffDirectory.Compression) is Lzma or Zstandard
            && (first.Value(SampleFormat) ?? UnsignedIntegers) == UnsignedIntegers && first.Text(GdalNoData) is null;
    }
}
