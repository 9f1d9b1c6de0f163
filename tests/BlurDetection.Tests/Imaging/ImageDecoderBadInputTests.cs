using System.Buffers.Binary;
using System.Diagnostics;
using System.Text;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;
using Xunit;

namespace BlurDetection.Tests.Imaging;

[Collection(ProcessWideState.Name)]
public class ImageDecoderBadInputTests
{
    [Fact]
    public void NoBytesAtAll()
    {
        Assert.Contains("empty", Error([]).Message);
        Assert.Contains("empty",
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(Stream.Null, Preprocessing.Default)).Message);
    }

    [Fact]
    public void ATextFileSaysWhichFormatsAreDecoded() =>
        Assert.Contains("JPEG, PNG, WebP, BMP and GIF", Error(Encoding.UTF8.GetBytes("Dear all, please find attached")).Message);

    [Fact]
    public void AKnownFormatThatIsNotDecodedIsNamed() => Assert.Contains("HEIC", Error([0, 0, 0, 24, .. "ftypheic"u8, 0, 0, 0, 0]).Message);

    [Theory]
    [InlineData("P6\n960 720\n255\n", "Netpbm")]
    [InlineData("#?RADIANCE\nFORMAT=", "Radiance")]
    [InlineData("DDS |\0\0\0", "DDS")]
    [InlineData("\0\0\u0001\0\u0002\0", "ICO")]
    [InlineData("%PDF-1.7\n", "PDF")]
    public void AFormatThatNoPackageDecodesIsNamed(string start, string name) =>
        Assert.Contains(name, Error(Encoding.Latin1.GetBytes(start)).Message);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void AJpegCutShort(bool turbo)
    {
        var file = RenderedImages.Jpeg(1600, 1200);
        foreach (var length in new[] { 3, 20, 300, file.Length / 2, file.Length * 9 / 10 })
        {
            var error = Error(file[..length], turbo);
            Assert.True(error.Message.Contains("cut short") || error.Message.Contains("damaged"), error.Message);
        }
        Assert.Contains("cut short", Error(file[..(file.Length / 2)], turbo).Message);
    }

    [Theory]
    [InlineData(SKEncodedImageFormat.Png)]
    [InlineData(SKEncodedImageFormat.Webp)]
    public void OtherFormatsCutShort(SKEncodedImageFormat format)
    {
        using var scene = RenderedImages.Scene(300, 200);
        var file = RenderedImages.Encode(scene, format);
        foreach (var length in new[] { 15, 30, file.Length / 2, file.Length * 9 / 10 }) Error(file[..length]);
        Assert.Contains("cut short", Error(file[..(file.Length / 2)]).Message);
    }

    [Fact]
    public void BmpAndGifCutShort()
    {
        using var scene = RenderedImages.Scene(300, 200);
        foreach (var file in new[] { EncodedImages.Bmp(scene), EncodedImages.Gif(scene) })
        {
            foreach (var length in new[] { 4, 15, 30, 60 }) Error(file[..length]);
            Assert.Contains("cut short", Error(file[..(file.Length / 2)]).Message);
        }
    }

    [Fact]
    public void GarbageBehindEachSignature()
    {
        var random = new Random(3);
        var garbage = new byte[5000];
        byte[][] signatures = [[0xFF, 0xD8, 0xFF, 0xE0], [0x89, .. "PNG\r\n\u001a\n"u8], [.. "RIFF"u8, 1, 1, 0, 0, .. "WEBP"u8],
            [.. "BM"u8], [.. "GIF89a"u8]];
        foreach (var signature in signatures)
        {
            for (var round = 0; round < 20; round++)
            {
                random.NextBytes(garbage);
                byte[] file = [.. signature, .. garbage];
                if (Record.Exception(() => ImageDecoder.Decode(file, Preprocessing.Default).Dispose()) is { } error)
                    Assert.IsAssignableFrom<UnsupportedImageException>(error);
            }
        }
    }

    [Theory]
    [InlineData("png")]
    [InlineData("jpeg")]
    [InlineData("bmp")]
    [InlineData("gif")]
    public void AHeaderThatClaims60000SquareIsRefusedAtOnce(string format)
    {
        using var scene = RenderedImages.Scene(64, 64);
        byte[] file = format switch
        {
            "png" => RenderedImages.Encode(scene, SKEncodedImageFormat.Png),
            "jpeg" => RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg),
            "bmp" => EncodedImages.Bmp(scene),
            _ => EncodedImages.Gif(scene),
        };
        Claim60000(file, format);
        var before = Process.GetCurrentProcess().PeakWorkingSet64;
        var error = Assert.Throws<ImageTooLargeException>(() => ImageDecoder.Decode(file, Preprocessing.Default));
        Assert.Contains("60000x60000", error.Message);
        Assert.True(Process.GetCurrentProcess().PeakWorkingSet64 - before < 500 << 20); // the pixels would take 3.6 to 14 GB
    }

    [Fact]
    public void TheLimitsCanBeMoved()
    {
        var file = RenderedImages.Png(50, 40);
        Assert.Contains("MaxPixels", Assert.Throws<ImageTooLargeException>(() =>
            ImageDecoder.Decode(file, Preprocessing.Default, new() { MaxPixels = 1999 })).Message);
        ImageDecoder.Decode(file, Preprocessing.Default, new() { MaxPixels = 2000 }).Dispose();
        Assert.Contains("MaxEncodedBytes", Assert.Throws<ImageTooLargeException>(() =>
            ImageDecoder.Decode(file, Preprocessing.Default, new() { MaxEncodedBytes = 100 })).Message);
        Assert.Throws<ImageTooLargeException>(() =>
            ImageDecoder.Decode(new MemoryStream(file), Preprocessing.Default, new() { MaxEncodedBytes = 100 }));
    }

    [Fact]
    public void ErrorsNameTheFile()
    {
        var path = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.jpg");
        try
        {
            File.WriteAllText(path, "no image");
            Assert.StartsWith(path,
                Assert.Throws<UnsupportedImageException>(() => ImageDecoder.DecodeFile(path, Preprocessing.Default)).Message);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Throws<FileNotFoundException>(() => ImageDecoder.DecodeFile(path, Preprocessing.Default));
    }

    [Fact]
    public void AnImpossiblePreprocessingIsTheCallersError()
    {
        var file = RenderedImages.Png(8, 8);
        Assert.Throws<ArgumentException>(() => ImageDecoder.Decode(file, Preprocessing.Default with { Channels = 2 }));
        Assert.Throws<ArgumentException>(() => ImageDecoder.Decode(file, Preprocessing.Default with { LongSide = 0 }));
        Assert.Throws<ArgumentException>(() => ImageDecoder.Decode(file, Preprocessing.Default with { LongSide = null }));
    }

    private static UnsupportedImageException Error(byte[] file, bool turbo = true) =>
        Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(file, Preprocessing.Default, new() { AllowTurboJpeg = turbo })
            .Dispose());

    private static void Claim60000(byte[] file, string format)
    {
        switch (format)
        {
            case "png":
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(16), 60000);
                BinaryPrimitives.WriteInt32BigEndian(file.AsSpan(20), 60000);
                BinaryPrimitives.WriteUInt32BigEndian(file.AsSpan(29), PngWriter.Crc32(file.AsSpan(12, 17)));
                break;
            case "jpeg":
                var frame = file.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 5), 60000);
                BinaryPrimitives.WriteUInt16BigEndian(file.AsSpan(frame + 7), 60000);
                break;
            case "bmp":
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), 60000);
                BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), 60000);
                break;
            default:
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(6), 60000);
                BinaryPrimitives.WriteUInt16LittleEndian(file.AsSpan(8), 60000);
                break;
        }
    }
}
