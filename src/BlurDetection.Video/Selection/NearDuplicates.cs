using BlurDetection.Imaging;

namespace BlurDetection.Video;

/// <summary>Tells frames that show the same from others, by thumbnails.</summary>
/// <param name="Tolerance">The mean difference, in steps of 8 bits, up to which two frames are the same; less than 0: none are.</param>
internal sealed record NearDuplicates(double Tolerance)
{
    private const int Side = 32;

    private static readonly Preprocessing Small = new() { LongSide = null, Width = Side, Height = Side };

    public static byte[] Thumbnail(in PixelBuffer pixels)
    {
        using var image = ImagePreprocessor.Preprocess(pixels, Small);
        return Bytes(image);
    }

    public static byte[] Thumbnail(string path)
    {
        using var image = ImageDecoder.DecodeFile(path, Small);
        return Bytes(image);
    }

    public bool Contains(IEnumerable<FrameCandidate> frames, FrameCandidate candidate) =>
        frames.Any(frame => Difference(frame.Thumbnail, candidate.Thumbnail) <= Tolerance);

    private static double Difference(byte[] a, byte[] b)
    {
        var sum = 0;
        for (var i = 0; i < a.Length; i++) sum += Math.Abs(a[i] - b[i]);
        return (double)sum / a.Length;
    }

    private static byte[] Bytes(DecodedImage image) => Array.ConvertAll(image.Pixels.Pixels.ToArray(), value => (byte)(value + 0.5f));
}
