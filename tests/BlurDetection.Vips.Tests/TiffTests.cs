using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using NetVips;

namespace BlurDetection.Vips.Tests;

public sealed class TiffTests
{
    private static readonly Preprocessing Whole = Preprocessing.Default;

    [Fact]
    public void PagesAreCountedAndChosenAndOverviewsAreNone()
    {
        using var ramp = Ramp(Enums.BandFormat.Uchar, 255);
        using var pages = Image.Arrayjoin([ramp, ramp.Invert()], across: 1);
        using var tall = pages.Copy().Mutate(image => image.Set(GValue.GIntType, "page-height", 64));
        var file = tall.TiffsaveBuffer();
        using var first = Decode(file);
        using var second = Decode(file, new() { Page = 1 });
        Assert.Equal((2, 1), (second.Info.PageCount, second.Info.Page));
        Assert.Equal(255, first.Pixels.Pixels[0] + second.Pixels.Pixels[0], 0.01);
        Assert.Contains("2 pages", Assert.Throws<UnsupportedImageException>(() => Decode(file, new() { Page = 2 })).Message);
        using var large = Ramp(Enums.BandFormat.Uchar, 255).Resize(8);
        using var pyramid = Decode(large.TiffsaveBuffer(pyramid: true, tile: true));
        Assert.Equal(1, pyramid.Info.PageCount);
    }

    [Fact]
    public void TwelveBitsInAFileOfSixteenAreAsBrightAsTheyShouldBe()
    {
        using var ramp = Ramp(Enums.BandFormat.Ushort, 4095);
        foreach (var file in new[] { ramp.TiffsaveBuffer(), ramp.PngsaveBuffer(bitdepth: 16) })
        {
            using var image = Decode(file);
            Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Full), image.Info.Range);
            Assert.InRange(image.Pixels.Pixels[127], 254, 255);
            using var window = Decode(file, new() { Range = { Window = new(2048, 4096) } });
            Assert.Equal(255 * 4095f / 4096, window.Pixels.Pixels[127], 0.1f);
            using var full = Decode(file, new() { Range = { Mode = SampleRangeMode.Full } });
            Assert.Equal(255 * 4095f / 65535, full.Pixels.Pixels[127], 0.1f);
        }
    }

    [Fact]
    public void NanAndTransparentPixelsAreLeftOut()
    {
        var samples = Enumerable.Range(0, 64 * 64).Select(i => i % 64 < 16 ? float.NaN : i % 64 / 64f).ToArray();
        using var floats = Image.NewFromMemory(samples, 64, 64, 1, Enums.BandFormat.Float);
        using var image = Decode(floats.TiffsaveBuffer());
        Assert.Equal(0.75, image.Info.DataShare, 9);
        Assert.All(image.Pixels.Pixels.ToArray(), value => Assert.True(float.IsFinite(value)));
        using var grey = Ramp(Enums.BandFormat.Uchar, 255);
        using var alpha = grey.Bandjoin([grey * 0, grey * 0, (grey > 127).Cast(Enums.BandFormat.Uchar)])
            .Copy(interpretation: Enums.Interpretation.Srgb);
        using var half = Decode(alpha.TiffsaveBuffer());
        Assert.Equal(0.5, half.Info.DataShare, 2);
    }

    [SkippableFact]
    public void NodataAndTilesThatWereNeverWrittenAreLeftOut()
    {
        using var folder = new ImageFolder();
        using var ramp = Ramp(Enums.BandFormat.Uchar, 255);
        var png = folder.Add("ramp.png", ramp.PngsaveBuffer());
        var nodata = Path.Combine(folder.Root, "nodata.tif");
        OtherProgram.Run("gdal_translate -q -a_nodata 0 {0} {1}", png, nodata);
        using (var image = Decode(File.ReadAllBytes(nodata))) Assert.InRange(image.Info.DataShare, 0.98, 0.995); // one column of 128
        var sparse = Path.Combine(folder.Root, "sparse.tif");
        OtherProgram.Run("gdal_create -q -of GTiff -outsize 512 256 -bands 1 -ot Byte -co TILED=YES -co SPARSE_OK=TRUE {0}", sparse);
        using var empty = Decode(File.ReadAllBytes(sparse));
        Assert.Equal(0, empty.Info.DataShare);
    }

    [Fact]
    public void TheSmallestSampleMayBeWhite()
    {
        using var ramp = Ramp(Enums.BandFormat.Uchar, 255);
        using var image = Decode(ramp.TiffsaveBuffer(miniswhite: true));
        Assert.InRange(image.Pixels.Pixels[127], 254, 255);
        Assert.InRange(image.Pixels.Pixels[0], 0, 1);
    }

    [Fact]
    public void LimitsAndDamageAreTypedErrors()
    {
        using var ramp = Ramp(Enums.BandFormat.Ushort, 65535);
        var file = ramp.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate);
        Assert.Throws<ImageTooLargeException>(() => Decode(file, new() { MaxPixels = 1000 }));
        Assert.Contains("libvips", Assert.Throws<UnsupportedImageException>(() => Decode(file[..(file.Length / 2)])).Message);
        var tiled = ramp.TiffsaveBuffer(tile: true, tileWidth: 32, tileHeight: 32);
        var side = tiled.AsSpan().IndexOf([(byte)0x42, (byte)1]); // tag 322
        tiled.AsSpan(side + 8, 2).Fill(255);
        Assert.Contains("tiles of 65535x32",
            Assert.Throws<UnsupportedImageException>(() => Decode(tiled, new() { MaxPixels = 10_000 })).Message);
        var samples = file.AsSpan().IndexOf([(byte)0x15, (byte)1, (byte)3, (byte)0]); // tag 277, SHORT
        file[samples + 9] = 1;
        Assert.Contains("257 samples a pixel", Assert.Throws<UnsupportedImageException>(() => Decode(file)).Message);
        file[samples + 9] = 0;
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            ImageDecoder.Decode(file, Whole, new ImageDecoderOptions().AddVips(), cancelled.Token));
    }

    [Fact]
    public void TwelveBitsPackedInARowAreLeftToMagick()
    {
        using var ramp = Ramp(Enums.BandFormat.Ushort, 4095);
        var file = ramp.TiffsaveBuffer();
        var bits = file.AsSpan().IndexOf([(byte)2, (byte)1, (byte)3, (byte)0]); // tag 258, SHORT
        file[bits + 8] = 12;
        Assert.Contains("BlurDetection.Magick", Assert.Throws<UnsupportedImageException>(() => Decode(file)).Message);
    }

    [Fact]
    public void SixteenBitsAreTheSameInTheBuiltInPngDecoder()
    {
        using var ramp = Ramp(Enums.BandFormat.Ushort, 300);
        var png = ramp.PngsaveBuffer(bitdepth: 16);
        using var here = Decode(png);
        using var there = ImageDecoder.Decode(png, Whole);
        Assert.Equal(("libvips", null), (here.Info.Decoder, there.Info.Decoder));
        Assert.Equal(here.Info.Range, there.Info.Range);
        Assert.True(here.Pixels.Pixels.SequenceEqual(there.Pixels.Pixels));
    }

    [Theory]
    [InlineData(0, 300, 0, 300, SampleRangeOrigin.Metadata)]
    [InlineData(0, 65535, 0, 511, SampleRangeOrigin.Full)]
    [InlineData(60000, 65535, 0, 511, SampleRangeOrigin.Full)]
    public void StatedSamplesThatWouldShowNothingArePassedOver(int low, int high, int black, int white, SampleRangeOrigin origin)
    {
        using var ramp = Ramp(Enums.BandFormat.Ushort, 300);
        using var image = Decode(Stating(ramp.TiffsaveBuffer(), low, high));
        Assert.Equal(new SampleRange(black, white, origin), image.Info.Range);
    }

    [SkippableFact]
    public void OneBitAPixelIsBlackAndWhite()
    {
        using var folder = new ImageFolder();
        using var ramp = Ramp(Enums.BandFormat.Uchar, 255);
        var (png, tiff) = (folder.Add("ramp.png", ramp.PngsaveBuffer()), Path.Combine(folder.Root, "fax.tif"));
        OtherProgram.Run("convert {0} -threshold 50% -type bilevel -compress group4 {1}", png, tiff);
        using var image = Decode(File.ReadAllBytes(tiff));
        Assert.Equal([0f, 0f, 255f, 255f], [image.Pixels.Pixels[0], image.Pixels.Pixels[60], image.Pixels.Pixels[67],
            image.Pixels.Pixels[127]]);
    }

    [Fact]
    public void ASideLongerThanLibvipsTakesIsRefusedBeforeItIsAsked()
    {
        using var ramp = Ramp(Enums.BandFormat.Uchar, 255);
        var tiff = ramp.TiffsaveBuffer();
        var entry = (int)BitConverter.ToUInt32(tiff, 4) + 2;
        while (BitConverter.ToUInt16(tiff, entry) != 256) entry += 12;
        BitConverter.TryWriteBytes(tiff.AsSpan(entry + 2), (ushort)4);
        BitConverter.TryWriteBytes(tiff.AsSpan(entry + 8), 536_870_976);
        Assert.Contains("a side of more than", Assert.Throws<UnsupportedImageException>(() => Decode(tiff)).Message);
    }

    [Fact]
    public void AServiceGetsTheDecoderThroughItsBuilder()
    {
        using var ramp = Ramp(Enums.BandFormat.Ushort, 65535);
        using var services = new ServiceCollection().AddBlurDetection().AddVips().BuildServiceProvider();
        Assert.Equal("libvips", services.GetRequiredService<IBlurClassifier>().Classify(ramp.TiffsaveBuffer()).Image.Decoder);
    }

    [Theory]
    [InlineData(true, 0)]
    [InlineData(false, 0)]
    [InlineData(true, 4)]
    [InlineData(false, 4)]
    public void ProgressiveAndRestartedJpegsMayLackTheirEndMarkerButNoRows(bool progressive, int restart)
    {
        using var noise = Image.Gaussnoise(300, 200, sigma: 40, mean: 128).Cast(Enums.BandFormat.Uchar);
        var jpeg = noise.JpegsaveBuffer(interlace: progressive, restartInterval: restart, keep: Enums.ForeignKeep.None);
        foreach (var turbo in new[] { true, false })
        {
            var options = new ImageDecoderOptions { AllowTurboJpeg = turbo };
            using var whole = ImageDecoder.Decode(jpeg, Whole, options);
            using var withoutEnd = ImageDecoder.Decode(jpeg.AsSpan()[..^2], Whole, options);
            Assert.True(whole.Pixels.Pixels.SequenceEqual(withoutEnd.Pixels.Pixels));
            byte[] cut = [.. jpeg[..(jpeg.Length * 2 / 3)], 0xFF, 0xD9];
            Assert.Contains("cut short", Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(cut, Whole, options)).Message);
        }
    }

    private static DecodedImage Decode(byte[] file, ImageDecoderOptions? options = null) =>
        ImageDecoder.Decode(file, Whole, (options ?? new()).AddVips());

    /// <summary>A copy of a little-endian TIFF that also states its smallest and largest sample (tags 340 and 341).</summary>
    private static byte[] Stating(byte[] tiff, int low, int high)
    {
        var directory = BitConverter.ToInt32(tiff, 4);
        var count = BitConverter.ToUInt16(tiff, directory);
        byte[] entries = [.. tiff[(directory + 2)..(directory + 2 + 12 * count)], .. Short(340, low), .. Short(341, high)];
        byte[] file = [.. tiff, .. new byte[tiff.Length % 2], .. BitConverter.GetBytes((ushort)(count + 2)), .. entries, 0, 0, 0, 0];
        BitConverter.GetBytes(tiff.Length + tiff.Length % 2).CopyTo(file, 4);
        return file;

        static byte[] Short(int tag, int value) =>
            [.. BitConverter.GetBytes((ushort)tag), 3, 0, 1, 0, 0, 0, .. BitConverter.GetBytes(value)];
    }

    /// <summary>A horizontal ramp of 128x64 from 0 to a largest sample.</summary>
    private static Image Ramp(Enums.BandFormat type, double largest)
    {
        using var x = Image.Xyz(128, 64)[0];
        return (x * (largest / 127)).Rint().Cast(type)
            .Copy(interpretation: type == Enums.BandFormat.Ushort ? Enums.Interpretation.Grey16 : Enums.Interpretation.Bw);
    }

    [Theory]
    [InlineData(40_000, 1000, 0)] // libvips holds a thousand rows
    [InlineData(20_000, 2100, 1024)] // and two rows of tiles
    public void LongRowsThatWouldTakeTooMuchMemoryAreRefused(int width, int height, int tile)
    {
        using var image = Image.Black(width, height, bands: 3).Cast(Enums.BandFormat.Ushort);
        byte[] Save(Image of) => tile == 0 ? of.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate)
            : of.TiffsaveBuffer(compression: Enums.ForeignTiffCompression.Deflate, tile: true, tileWidth: tile, tileHeight: tile);
        Assert.Contains("held in", Assert.Throws<ImageTooLargeException>(() => Decode(Save(image))).Message);
        using var png = Decode(image.PngsaveBuffer(bitdepth: 16));
        Assert.Equal(tile == 0 ? null : "libvips", png.Info.Decoder); // what is too long for libvips needs a row or two here
        using var bytes = image.Cast(Enums.BandFormat.Uchar);
        using var half = Decode(Save(bytes));
        Assert.Equal(width, half.OriginalWidth);
    }

    [Fact]
    public void ASideThatIsTooLongIsRefused()
    {
        using var row = Image.Black(70_000, 1);
        Assert.Contains("MaxSide", Assert.Throws<ImageTooLargeException>(() => Decode(row.TiffsaveBuffer())).Message);
    }
}
