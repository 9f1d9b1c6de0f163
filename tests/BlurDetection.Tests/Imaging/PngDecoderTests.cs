using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using Xunit;

namespace BlurDetection.Tests.Imaging;

public class PngDecoderTests
{
    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(3, 1)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    public void EveryColourTypeAndFilterGivesWhatSkiaGives(int colourType, int size)
    {
        foreach (var (width, height) in new[] { (1, 1), (7, 11), (301, 40), (1100, 23) })
        {
            var random = new Random(width);
            var pixels = new byte[width * height * size];
            for (var i = 0; i < pixels.Length; i++) pixels[i] = (byte)(i / 3 + random.Next(60)); // smooth enough to use all predictors
            (string, byte[])[] chunks = colourType == 3 ? [("PLTE", Noise(768)), ("tRNS", Noise(100))] : [];
            var png = PngWriter.Write(width, height, colourType, pixels, chunks);
            AssertAsSkia(png);
        }
    }

    [Theory]
    [InlineData(0, 1)]
    [InlineData(2, 3)]
    [InlineData(4, 2)]
    [InlineData(6, 4)]
    public void SixteenBitsAreReadInEveryColourTypeAndFilter(int colourType, int samples)
    {
        const int width = 37, height = 20;
        var random = new Random(colourType);
        ushort[] values = [.. Enumerable.Range(0, width * height * samples)
            .Select(i => (ushort)(i / samples % 2 * 50000 + random.Next(1, 15000)))];
        using var image = ImageDecoder.Decode(PngWriter.WriteDeep(width, height, colourType, values),
            Preprocessing.Default with { Channels = 3 });
        Assert.Equal(new SampleRange(0, 65535, SampleRangeOrigin.Full), image.Info.Range);
        for (var i = 0; i < width * height; i++)
            for (var c = 0; c < 3; c++)
            {
                var value = values[i * samples + (samples < 3 ? 0 : c)] / 257.0;
                if (samples is 2 or 4) value = 255 + values[i * samples + samples - 1] / 65535.0 * (value - 255);
                Assert.Equal(value, image.Pixels.Pixels[c * width * height + i], 0.01);
            }
    }

    [Fact]
    public void TwelveBitsInAFileOfSixteenAreAsBrightAsTheyShouldBe()
    {
        ushort[] ramp = [.. Enumerable.Range(0, 64 * 16).Select(i => (ushort)(i % 64 * 65))];
        var png = PngWriter.WriteDeep(64, 16, 0, ramp);
        using var image = ImageDecoder.Decode(png, Preprocessing.Default);
        Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Full), image.Info.Range);
        Assert.InRange(image.Pixels.Pixels[63], 254, 255);
        using var window = ImageDecoder.Decode(png, Preprocessing.Default, new() { Range = { Window = new(1000, 1000) } });
        Assert.Equal([0f, 255f], [window.Pixels.Pixels[7], window.Pixels.Pixels[24]]); // 455, 1560
        Assert.Equal(SampleRangeOrigin.Window, window.Info.Range!.Origin);
    }

    [Fact]
    public void TransparentPixelsOfSixteenBitsDoNotCountForTheRange()
    {
        const int width = 50, height = 40;
        var values = new ushort[width * height * 4];
        for (var i = 0; i < width * height; i++)
        {
            var hidden = i % 7 == 3;
            values.AsSpan(4 * i, 3).Fill(hidden ? ushort.MaxValue : (ushort)(i % width * 80));
            values[4 * i + 3] = hidden ? (ushort)0 : (ushort)(i % 2 == 0 ? 65535 : 32768);
        }
        using var image = ImageDecoder.Decode(PngWriter.WriteDeep(width, height, 6, values), Preprocessing.Default);
        Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Full), image.Info.Range);
        Assert.Equal(255, image.Pixels.Pixels[3]); // on white
        Assert.Equal(4 * 80 * 255 / 4095f, image.Pixels.Pixels[4], 0.01f);
        Assert.Equal(255 + 32768 / 65535f * (5 * 80 * 255 / 4095f - 255), image.Pixels.Pixels[5], 0.01f);
    }

    // What is supposed after the first rows, and what all of them say, may differ either way; of wide rows that hold so little nothing is
    // supposed.
    [Theory]
    [InlineData(20, 100, 60_000, 65535)]
    [InlineData(20, 60_000, 100, 65535)]
    [InlineData(20, 100, 3000, 4095)]
    [InlineData(900, 100, 60_000, 65535)]
    [InlineData(900, 60_000, 100, 65535)]
    [InlineData(900, 100, 3000, 4095)]
    public void TheRangeIsThatOfAllRowsWhateverTheFirstOnesHold(int width, int first, int last, int white)
    {
        const int height = 64;
        ushort[] values = [.. Enumerable.Range(0, width * height).Select(i => (ushort)(i < width * height / 4 ? first : last))];
        byte[] png = PngWriter.WriteDeep(width, height, 0, values);
        Assert.Equal(width > 20, png.Length * 32 < 2 * width * height);
        using var image = ImageDecoder.Decode(png, Preprocessing.Default);
        Assert.Equal(new SampleRange(0, white, SampleRangeOrigin.Full), image.Info.Range);
        Assert.Equal(first * 255f / white, image.Pixels.Pixels[0], 0.01f);
        Assert.Equal(last * 255f / white, image.Pixels.Pixels[^1], 0.01f);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void TheOrientationChunkIsApplied(bool transparentColour)
    {
        byte[] exif = [(byte)'M', (byte)'M', 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, 6, 0, 0, 0, 0, 0, 0];
        (string, byte[])[] chunks = transparentColour ? [("eXIf", exif), ("tRNS", [0, 1])] : [("eXIf", exif)];
        var png = PngWriter.Write(3, 2, 0, [10, 20, 30, 40, 50, 60], chunks);
        using var image = ImageDecoder.Decode(png, Preprocessing.Default);
        Assert.Equal([40f, 10f, 50f, 20f, 60f, 30f], image.Pixels.Pixels.ToArray());
        Assert.Equal((2, 3), (image.OriginalWidth, image.OriginalHeight));
    }

    public static TheoryData<int, int, bool> Forms
    {
        get
        {
            var forms = new TheoryData<int, int, bool>();
            foreach (var (colourType, depths) in DepthsOf)
                foreach (var depth in depths)
                    foreach (var interlaced in new[] { false, true }) forms.Add(colourType, depth, interlaced);
            return forms;
        }
    }

    private static (int ColourType, int[] Depths)[] DepthsOf =>
        [(0, [1, 2, 4, 8, 16]), (2, [8, 16]), (3, [1, 2, 4, 8]), (4, [8, 16]), (6, [8, 16])];

    [Theory]
    [MemberData(nameof(Forms))]
    public void EveryFormGivesWhatSkiaGives(int colourType, int depth, bool interlaced)
    {
        int size = colourType switch { 2 => 3, 4 => 2, 6 => 4, _ => 1 };
        foreach (var (width, height) in new[] { (1, 1), (2, 5), (5, 2), (9, 9), (301, 40) })
        {
            var random = new Random(width);
            ushort[] values = [.. Enumerable.Range(0, width * height * size)
                .Select(i => (ushort)((i * (depth == 16 ? 97 : 1) / 3 + random.Next(60)) & ((1 << depth) - 1)))];
            (string, byte[])[] palette = colourType == 3 ? [("PLTE", Noise(3 << depth)), ("tRNS", Noise(1 << depth - 1))] : [];
            // Files of 16 bits whose rows can be read twice are shown by their range.
            if (depth < 16 || interlaced) AssertAsSkia(PngWriter.Write(width, height, colourType, depth, interlaced, values, palette));
            if (colourType is not (0 or 2)) continue;
            byte[] key = [.. values[..size].SelectMany(value => new[] { (byte)(value >> 8), (byte)value })]; // the first pixel's colour
            AssertAsSkia(PngWriter.Write(width, height, colourType, depth, interlaced, values, ("tRNS", key)));
        }
    }

    // libpng handles every row of the image in each of seven passes; a form left to it would take what it likes.
    [Fact]
    public void ThePassesOfAnInterlacedImageHaveEachPixelOnce()
    {
        for (int width = 1; width < 40; width++)
        {
            for (int height = 1; height < 40; height++)
            {
                int pixels = 0;
                foreach (PngPass pass in PngPass.OfEvenRows)
                {
                    var (columns, rows) = pass.Size(width, height);
                    pixels += columns * rows;
                }
                Assert.Equal(width * ((height + 1) / 2), pixels);
            }
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public unsafe void EachByteOfTheImageIsRestoredOnce(bool interlaced)
    {
        const int Width = 61, Height = 47, BytesPerPixel = 6;
        byte[] png = PngWriter.Write(Width, Height, 2, 16, interlaced, new ushort[Width * Height * 3]);
        Assert.True(PngHeader.TryRead(png, out PngHeader header));
        using var assembler = new PlanarAssembler(RowMeaning.Colours, Width, Height, 1, Preprocessing.Default, (Width, Height));
        fixed (byte* bytes = png)
        {
            using var rows = new PngRows(bytes, png.Length, header);
            PngDecoder.AddRows(rows, header, assembler);
            Assert.Equal(Width * Height * BytesPerPixel, rows.Restored);
        }
    }

    [Fact]
    public void AFormThatPngDoesNotHaveIsLeftToSkiaToRefuse()
    {
        byte[] withoutPalette = PngWriter.Write(2, 1, 3, [0, 1]);
        byte[] twelveBits = PngWriter.Write(2, 1, 0, [1, 2]);
        twelveBits[24] = 12;
        foreach (byte[] png in new[] { withoutPalette, twelveBits })
        {
            Assert.Null(PngDecoder.TryDecode(png, Preprocessing.Default, long.MaxValue));
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(png, Preprocessing.Default));
        }
    }

    [Fact]
    public void DamageIsReported()
    {
        var png = PngWriter.Write(100, 100, 2, Noise(30000));
        foreach (var at in new[] { 60, png.Length / 2 })
        {
            var damaged = (byte[])png.Clone();
            damaged.AsSpan(at, 40).Fill(0xFF);
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(damaged, Preprocessing.Default));
        }
        Assert.Contains("cut short", Assert.Throws<UnsupportedImageException>(() =>
            ImageDecoder.Decode(png.AsSpan(0, png.Length / 2), Preprocessing.Default)).Message);
    }

    [Fact]
    public void ALargePictureNeedsOnlyItsRows()
    {
        var (width, height) = (6000, 4000);
        var png = PngWriter.Write(width, height, 0, new byte[width * height]);
        ImageDecoder.Decode(png, Preprocessing.Default).Dispose();
        var before = GC.GetAllocatedBytesForCurrentThread();
        ImageDecoder.Decode(png, Preprocessing.Default).Dispose();
        // The whole picture takes 24 MB. The runtime hands memory out in blocks of 8 KB, and counts a whole one when a
        // collection comes in between.
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 32_000);
    }

    private static void AssertAsSkia(byte[] png)
    {
        foreach (var wanted in new[] { Preprocessing.Default, Preprocessing.Notebook })
        {
            using var own = PngDecoder.TryDecode(png, wanted, long.MaxValue);
            using var skia = SkiaDecoder.Decode(png, ImageFormat.Png, wanted, new ImageDecoderOptions { MaxDecoderBytes = 16L << 30 });
            Assert.NotNull(own);
            Assert.InRange(PlanarReference.Difference(own.Pixels, PlanarReference.ToDouble(skia.Pixels)).Largest, 0, 1e-4);
        }
    }

    private static byte[] Noise(int length)
    {
        var bytes = new byte[length];
        new Random(length).NextBytes(bytes);
        return bytes;
    }
}
