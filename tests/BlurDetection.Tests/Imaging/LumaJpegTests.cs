using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Imaging;

public sealed class LumaJpegTests
{
    public static TheoryData<string> Files => ["4:2:0", "4:4:4"];

    [Theory]
    [MemberData(nameof(Files))]
    public void TheLumaOfAProgressiveFileIsThatOfAllItsScans(string file)
    {
        byte[] jpeg = file == "4:2:0" ? ProgressiveJpegs.Subsampled : ProgressiveJpegs.Restarted;
        using LumaJpeg? reduced = LumaJpeg.TryCreate(jpeg);
        Assert.NotNull(reduced);
        Assert.Equal(6, JpegScanCount.Of(reduced.Span, 100, out _, out double mean)); // of ten
        Assert.Equal(6, mean);
        using DecodedImage all = SkiaDecoder.Decode(jpeg, ImageFormat.Jpeg, Preprocessing.Default, new ImageDecoderOptions());
        foreach (bool turbo in new[] { true, false })
        {
            using DecodedImage image = ImageDecoder.Decode(jpeg, Preprocessing.Default, new ImageDecoderOptions { AllowTurboJpeg = turbo });
            Assert.True(all.Pixels.Pixels.SequenceEqual(image.Pixels.Pixels), $"turbo {turbo}");
        }
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public void ChromaIsLeftOutWhateverTheSize(int sampling)
    {
        foreach (var (width, height) in new[] { (1, 1), (8, 8), (17, 9), (40, 33), (700, 500) })
        {
            byte[] jpeg = BlankJpeg.Write(width, height, sampling);
            using LumaJpeg? reduced = LumaJpeg.TryCreate(jpeg);
            Assert.Equal(2, JpegScanCount.Of(reduced!.Span, 100, out _, out _));
            foreach (bool turbo in new[] { true, false })
            {
                using DecodedImage image =
                    ImageDecoder.Decode(jpeg, Preprocessing.Default, new ImageDecoderOptions { AllowTurboJpeg = turbo });
                Assert.False(image.Pixels.Pixels.ContainsAnyExcept(128), $"{width}x{height}, turbo {turbo}");
            }
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AFileThatIsCutShortIsRefusedWhereTheWholeOneWouldBe(string file)
    {
        byte[] jpeg = file == "4:2:0" ? ProgressiveJpegs.Subsampled : ProgressiveJpegs.Restarted;
        int data = jpeg.AsSpan().IndexOf<byte>([0xFF, 0xDA]), refused = 0;
        for (int end = data + 30; end < jpeg.Length; end++)
        {
            byte[] cut = [.. jpeg[..end], 0xFF, 0xD9];
            foreach (bool turbo in new[] { true, false })
            {
                var options = new ImageDecoderOptions { AllowTurboJpeg = turbo };
                bool whole = Refuses(() => (turbo ? TurboJpegDecoder.TryDecode(cut, Preprocessing.Default, options.MaxPixels) : null)
                    ?? SkiaDecoder.Decode(cut, ImageFormat.Jpeg, Preprocessing.Default, options));
                Assert.True(
                    whole == Refuses(() => ImageDecoder.Decode(cut, Preprocessing.Default, options)), $"{end} bytes, turbo {turbo}");
                if (whole) refused++;
            }
        }
        Assert.True(refused > jpeg.Length - data, $"{refused}"); // half of all

        static bool Refuses(Func<DecodedImage> decode)
        {
            try
            {
                decode().Dispose();
                return false;
            }
            catch (UnsupportedImageException)
            {
                return true;
            }
        }
    }

    [Fact]
    public void ColoursNeedAllScans()
    {
        using DecodedImage one = ImageDecoder.Decode(ProgressiveJpegs.Restarted, Preprocessing.Notebook);
        using DecodedImage other =
            SkiaDecoder.Decode(ProgressiveJpegs.Restarted, ImageFormat.Jpeg, Preprocessing.Notebook, new ImageDecoderOptions());
        Assert.InRange(PlanarReference.Difference(one.Pixels, PlanarReference.ToDouble(other.Pixels)).Largest, 0, 2);
    }
}
