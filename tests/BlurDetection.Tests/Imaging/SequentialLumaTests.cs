using System.Runtime.InteropServices;
using BlurDetection.Imaging;
using BlurDetection.Jpeg;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Imaging;

/// <summary>The library's own decoder of ordinary JPEGs, beside libjpeg as Skia has it.</summary>
public sealed class SequentialLumaTests
{
    [SkippableTheory]
    [InlineData(SKJpegEncoderDownsample.Downsample420)]
    [InlineData(SKJpegEncoderDownsample.Downsample422)]
    [InlineData(SKJpegEncoderDownsample.Downsample444)]
    public void PixelsAreLibjpegsAtEverySizeQualityAndScale(SKJpegEncoderDownsample sampling)
    {
        Skip();
        foreach (var (width, height) in new[] { (1, 1), (8, 8), (17, 9), (64, 40), (131, 77), (515, 33) })
            foreach (int quality in new[] { 3, 40, 75, 90, 100 })
                foreach (double noise in new[] { 0, 12, 90 })
                {
                    byte[] jpeg = Write(width, height, quality, noise, sampling);
                    foreach (int scale in new[] { 1, 2, 4, 8 })
                    {
                        int longSide = Math.Max(1, Math.Max(width, height) / scale);
                        AssertLibjpegs(jpeg, longSide, $"{width}x{height}, quality {quality}, noise {noise}, 1/{scale}");
                    }
                }
    }

    [SkippableFact]
    public void OfGreyAsWell()
    {
        Skip();
        foreach (var (width, height) in new[] { (1, 1), (40, 33), (200, 151) })
            AssertLibjpegs(Write(width, height, 85, 30, null), 100, $"{width}x{height}");
    }

    [SkippableFact]
    public void DamagedFilesAreDecodedAsLibturbojpegDoesOrLeftToIt()
    {
        Skip();
        Xunit.Skip.If(TurboJpegLibrary.Instance is null, "libturbojpeg is not installed"); // Skia's wraps where samples overflow
        var random = new Random(1);
        int same = 0, left = 0;
        byte[][] files =
        [
            Write(97, 71, 75, 20, SKJpegEncoderDownsample.Downsample420), Write(64, 64, 95, 60, SKJpegEncoderDownsample.Downsample444),
        ];
        for (int i = 0; i < 3000; i++)
        {
            byte[] jpeg = [.. files[i % 2]];
            int data = DataStart(jpeg);
            for (int flips = random.Next(1, 4); flips > 0; flips--) jpeg[random.Next(data, jpeg.Length - 2)] ^= (byte)(1 << random.Next(8));
            using DecodedImage? mine = LumaDecoder.TryDecode(jpeg, Preprocessing.Default);
            if (mine is null) left++;
            else if (Libturbojpegs(jpeg) is { } theirs)
            {
                same++;
                using (theirs) Assert.True(theirs.Pixels.Pixels.SequenceEqual(mine.Pixels.Pixels), $"mutant {i}");
            }
        }
        Assert.True(same > 500 && left > 500, $"{same} and {left}");
    }

    [SkippableFact]
    public void AFileThatIsCutShortIsLeftToOthersWhereverBlocksAreMissing()
    {
        Skip();
        byte[] jpeg = Write(64, 48, 80, 25, SKJpegEncoderDownsample.Downsample420);
        for (int end = DataStart(jpeg); end < jpeg.Length - 4; end++)
        {
            Assert.Null(LumaDecoder.TryDecode(jpeg.AsSpan(0, end), Preprocessing.Default));
            Assert.Null(LumaDecoder.TryDecode([.. jpeg.AsSpan(0, end), 0xFF, 0xD9], Preprocessing.Default));
        }
        using DecodedImage? whole = LumaDecoder.TryDecode(jpeg, Preprocessing.Default);
        using DecodedImage? unended = LumaDecoder.TryDecode(jpeg.AsSpan(..^2), Preprocessing.Default);
        Assert.True(whole!.Pixels.Pixels.SequenceEqual(unended!.Pixels.Pixels)); // lacks the end marker alone
    }

    [Fact]
    public void ColoursAreLeftToOthers()
    {
        byte[] jpeg = RenderedImages.Jpeg(64, 48);
        Assert.Null(LumaDecoder.TryDecode(jpeg, Preprocessing.Default with { Channels = 3 }));
    }

    private static void Skip() => Xunit.Skip.IfNot(PairDct.IsSupported, "the processor has no AVX2: libjpeg decodes these files");

    private static int DataStart(byte[] jpeg)
    {
        int scan = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xDA]);
        return scan + 2 + (jpeg[scan + 2] << 8 | jpeg[scan + 3]);
    }

    private static void AssertLibjpegs(byte[] jpeg, int longSide, string what)
    {
        Preprocessing wanted = Preprocessing.Default with { LongSide = longSide };
        using DecodedImage? actual = LumaDecoder.TryDecode(jpeg, wanted);
        using DecodedImage expected = SkiaDecoder.Decode(jpeg, ImageFormat.Jpeg, wanted, new ImageDecoderOptions());
        Assert.NotNull(actual);
        Assert.True(expected.Pixels.Pixels.SequenceEqual(actual.Pixels.Pixels), what);
    }

    private static DecodedImage? Libturbojpegs(byte[] jpeg)
    {
        try
        {
            return TurboJpegDecoder.TryDecode(jpeg, Preprocessing.Default, long.MaxValue);
        }
        catch (UnsupportedImageException)
        {
            return null;
        }
    }

    // Slopes, a step and noise; grey without a sampling.
    private static byte[] Write(int width, int height, int quality, double noise, SKJpegEncoderDownsample? sampling)
    {
        var random = new Random(width + quality);
        var type = sampling is null ? SKColorType.Gray8 : SKColorType.Rgba8888;
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, type, SKAlphaType.Opaque));
        byte[] pixels = new byte[bitmap.ByteCount];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width * bitmap.BytesPerPixel; x++)
                pixels[y * bitmap.RowBytes + x] =
                    (byte)Math.Clamp((x % 4 == 3 ? 255 : x + 2 * y + (x > 2 * y ? 60 : 0)) + noise * (random.NextDouble() - 0.5), 0, 255);
        Marshal.Copy(pixels, 0, bitmap.GetPixels(), pixels.Length);
        using SKData data = bitmap.PeekPixels().Encode(new SKJpegEncoderOptions(
            quality, sampling ?? SKJpegEncoderDownsample.Downsample420, SKJpegEncoderAlphaOption.Ignore));
        return data.ToArray();
    }
}
