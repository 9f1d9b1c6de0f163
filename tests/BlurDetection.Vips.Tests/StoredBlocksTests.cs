using BlurDetection.Tests.Support;
using BlurDetection.Vips.Decoding;
using BlurDetection.Vips.Scenes;
using NetVips;

namespace BlurDetection.Vips.Tests;

public sealed class StoredBlocksTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("tiled", 1, Enums.BandFormat.Uchar)]
    [InlineData("tiled", 1, Enums.BandFormat.Ushort)]
    [InlineData("tiled", 3, Enums.BandFormat.Uchar)]
    [InlineData("tiled", 3, Enums.BandFormat.Ushort)]
    [InlineData("striped", 1, Enums.BandFormat.Uchar)]
    [InlineData("striped", 3, Enums.BandFormat.Ushort)]
    [InlineData("one strip", 1, Enums.BandFormat.Ushort)]
    [InlineData("big", 1, Enums.BandFormat.Uchar)]
    public void WhatLiesUncompressedIsReadAsLibvipsReadsItAndReducedToRoundedMeans(
        string kind, int channels, Enums.BandFormat type)
    {
        using var image = Noise(301, 203, channels, type);
        var path = Path.Combine(_folder.Root, "a.tif");
        image.Tiffsave(path, tile: kind == "tiled", tileWidth: 48, tileHeight: kind == "tiled" ? 32 : kind == "one strip" ? 1000 : 7,
            bigtiff: kind == "big");
        using var scene = SceneFile.Open(path, new());
        Assert.NotNull(scene.Stored);
        using var reader = new SampleReader(scene.Image, scene.Layout);
        var (pixel, size) = (reader.PixelSize, reader.SampleSize);
        var whole = new byte[301 * 203 * pixel];
        reader.ReadBytes(0, 203, tiled: true, whole);
        foreach (var factor in new[] { 1, 2, 4, 8 })
        {
            var (width, height) = ((301 + factor - 1) / factor, (203 + factor - 1) / factor);
            var read = new byte[width * height * pixel];
            var first = height / 3; // in two calls, the second from the middle of a block
            scene.Stored!.Read(new SampleTile(0, 0, width, first), factor, read);
            scene.Stored.Read(new SampleTile(0, first, width, height - first), factor, read.AsSpan(first * width * pixel));
            for (var y = 0; y < height; y++)
                for (var x = 0; x < width; x++)
                    for (var c = 0; c < channels; c++)
                        Assert.Equal(Mean(x, y, c, factor), Sample(read, width, x, y, c));
            var (left, top) = (width / 4, height / 5); // from the middle of a block to the right edge
            var part = new SampleTile(left, top, width - left, height - top - 1);
            scene.Stored.Read(part, factor, read);
            for (var y = 0; y < part.Height; y++)
                for (var x = 0; x < part.Width; x++)
                    for (var c = 0; c < channels; c++)
                        Assert.Equal(Mean(left + x, top + y, c, factor), Sample(read, part.Width, x, y, c));
        }

        int Sample(byte[] bytes, int width, int x, int y, int c)
        {
            var at = (y * width + x) * pixel + c * size;
            return size == 1 ? bytes[at] : BitConverter.ToUInt16(bytes, at);
        }

        int Mean(int x, int y, int c, int factor)
        {
            var (sum, count) = (0, 0);
            for (var v = y * factor; v < Math.Min(203, (y + 1) * factor); v++)
                for (var u = x * factor; u < Math.Min(301, (x + 1) * factor); u++, count++) sum += Sample(whole, 301, u, v, c);
            return (sum + count / 2) / count;
        }
    }

    [SkippableTheory]
    [InlineData("compressed")]
    [InlineData("float")]
    [InlineData("alpha")]
    [InlineData("min is white")]
    [InlineData("planar")]
    [InlineData("other byte order")]
    [InlineData("cut short")]
    public void WhatLibvipsWouldChangeOrRefuseIsLeftToIt(string kind)
    {
        var type = kind == "other byte order" ? Enums.BandFormat.Ushort : Enums.BandFormat.Uchar;
        using var image = Noise(100, 80, kind == "planar" ? 3 : 1, type);
        string png = Path.Combine(_folder.Root, "a.png"), path = Path.Combine(_folder.Root, "a.tif");
        switch (kind)
        {
            case "compressed": image.Tiffsave(path, compression: Enums.ForeignTiffCompression.Deflate); break;
            case "float": image.Cast(Enums.BandFormat.Float).Tiffsave(path); break;
            case "alpha": image.Bandjoin(image).Tiffsave(path); break;
            case "cut short": image.Tiffsave(path); break;
            default:
                image.Pngsave(png);
                OtherProgram.Run($"gdal_translate -q {{0}} {{1}} -co {kind switch
                {
                    "min is white" => "PHOTOMETRIC=MINISWHITE",
                    "planar" => "INTERLEAVE=BAND",
                    _ => "ENDIANNESS=BIG",
                }}", png, path);
                break;
        }
        if (kind == "cut short") File.WriteAllBytes(path, Shortened(File.ReadAllBytes(path)));
        using var scene = SceneFile.Open(path, new());
        Assert.Null(scene.Stored);
    }

    [Fact]
    public void AFileThatShrinksWhileItIsReadIsATypedError()
    {
        using var image = Noise(300, 200, 1, Enums.BandFormat.Uchar);
        var path = Path.Combine(_folder.Root, "a.tif");
        image.Tiffsave(path);
        using var scene = SceneFile.Open(path, new());
        using (var file = new FileStream(path, FileMode.Open, FileAccess.Write, FileShare.ReadWrite)) file.SetLength(20_000);
        var error = Assert.Throws<UnsupportedImageException>(() => scene.Stored!.Read(new SampleTile(0, 0, 300, 200), 1, new byte[60_000]));
        Assert.Contains("cut short", error.Message);
    }

    /// <summary>The directory lies behind the samples, so the last strip is said to be longer than the file.</summary>
    private static byte[] Shortened(byte[] tiff)
    {
        var directory = (int)BitConverter.ToUInt32(tiff, 4);
        for (var entry = directory + 2; entry < directory + 2 + 12 * BitConverter.ToUInt16(tiff, directory); entry += 12)
            if (BitConverter.ToUInt16(tiff, entry) == 273 && BitConverter.ToUInt32(tiff, entry + 4) is var strips)
                BitConverter.TryWriteBytes(tiff.AsSpan(strips == 1 ? entry + 8 : (int)BitConverter.ToUInt32(tiff, entry + 8)),
                    (uint)tiff.Length - 100);
        return tiff;
    }

    private static Image Noise(int width, int height, int channels, Enums.BandFormat type)
    {
        var (most, size) = type == Enums.BandFormat.Uchar ? (255, 1) : (65535, 2);
        var bytes = new byte[width * height * channels * size];
        new Random(7).NextBytes(bytes);
        using var memory = Image.NewFromMemoryCopy(bytes, width, height, channels, type);
        var meaning = (channels, most) switch
        {
            (1, 255) => Enums.Interpretation.Bw,
            (1, _) => Enums.Interpretation.Grey16,
            (_, 255) => Enums.Interpretation.Srgb,
            _ => Enums.Interpretation.Rgb16,
        };
        return memory.Copy(interpretation: meaning).CopyMemory();
    }
}
