using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Imaging;

public sealed class LumaDecoderTests
{
    public static TheoryData<string> Files => ["4:2:0", "4:4:4"];

    [Theory]
    [MemberData(nameof(Files))]
    public void TheLumaOfAProgressiveFileIsThatOfAllItsScans(string file)
    {
        byte[] jpeg = file == "4:2:0" ? ProgressiveJpegs.Subsampled : ProgressiveJpegs.Restarted;
        using DecodedImage? luma = LumaDecoder.TryDecode(jpeg, Preprocessing.Default);
        Assert.NotNull(luma);
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
            using DecodedImage? image = LumaDecoder.TryDecode(BlankJpeg.Write(width, height, sampling), Preprocessing.Default);
            Assert.False(image!.Pixels.Pixels.ContainsAnyExcept(128), $"{width}x{height}");
        }
    }

    [Theory]
    [MemberData(nameof(Files))]
    public void AFileThatIsCutShortIsRefusedWhereverALibraryWouldRefuseIt(string file)
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
                bool refuses = Refuses(() => ImageDecoder.Decode(cut, Preprocessing.Default, options));
                Assert.True(refuses || !whole, $"{end} bytes, turbo {turbo}");
                if (refuses) refused++;
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
    public void ComponentsInScansOfTheirOwnGiveTheSameLuma()
    {
        using DecodedImage? progressive = LumaDecoder.TryDecode(ProgressiveJpegs.Subsampled, Preprocessing.Default);
        foreach (byte[] jpeg in new[] { ProgressiveJpegs.InTwoScans, ProgressiveJpegs.InThreeScans })
        {
            using DecodedImage? luma = LumaDecoder.TryDecode(jpeg, Preprocessing.Default);
            Assert.True(progressive!.Pixels.Pixels.SequenceEqual(luma!.Pixels.Pixels));
            byte[] cut = [.. jpeg[..(jpeg.AsSpan().IndexOf<byte>([0xFF, 0xDA]) + 40)], 0xFF, 0xD9];
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(cut, Preprocessing.Default));
        }
    }

    [Theory]
    [InlineData(0xC9)]
    [InlineData(0xCA)]
    public void ArithmeticCodingIsRefusedByName(byte marker)
    {
        byte[] jpeg = RenderedImages.Jpeg(64, 48);
        jpeg[jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0]) + 1] = marker;
        Assert.Contains("arithmetically coded",
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(jpeg, Preprocessing.Default)).Message);
    }

    // libjpeg would show what is there, smoothed: an image that is softer than the one that was saved.
    [Theory]
    [MemberData(nameof(Files))]
    public void AFileWithoutItsLastScansIsRefusedAsCutShort(string file)
    {
        byte[] jpeg = file == "4:2:0" ? ProgressiveJpegs.Subsampled : ProgressiveJpegs.Restarted;
        int lastScan = jpeg.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);
        int tables = jpeg.AsSpan(0, lastScan).LastIndexOf<byte>([0xFF, 0xC4]);
        byte[] cut = [.. jpeg[..tables], 0xFF, 0xD9];
        SkiaDecoder.Decode(cut, ImageFormat.Jpeg, Preprocessing.Default, new ImageDecoderOptions()).Dispose();
        Assert.Contains("cut short",
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(cut, Preprocessing.Default)).Message);
    }

    [Fact]
    public void AFileThatLacksItsEndMarkerAloneIsDecoded()
    {
        using DecodedImage whole = ImageDecoder.Decode(ProgressiveJpegs.Subsampled, Preprocessing.Default);
        using DecodedImage cut = ImageDecoder.Decode(ProgressiveJpegs.Subsampled.AsSpan()[..^2], Preprocessing.Default);
        Assert.True(whole.Pixels.Pixels.SequenceEqual(cut.Pixels.Pixels));
    }

    [Fact]
    public void ThousandsOfTablesThatNobodyUsesCostLittle()
    {
        byte[] jpeg = ProgressiveJpegs.Subsampled, table = [0xFF, 0xC4, 0, 20, 0x13, 1, .. new byte[15], 0];
        byte[] many = [.. jpeg[..2], .. Enumerable.Repeat(table, 20_000).SelectMany(bytes => bytes), .. jpeg[2..]];
        ImageDecoder.Decode(many, Preprocessing.Default).Dispose();
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageDecoder.Decode(many, Preprocessing.Default).Dispose();
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 400 * 20_000); // looking codes up takes 1,000 bytes a table
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
