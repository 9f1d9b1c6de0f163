using System.Buffers.Binary;
using BlurDetection.Imaging;
using BlurDetection.Jpeg;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Imaging;

/// <summary>What a header claims is refused before anything is decoded; the inputs are small and merely claim.</summary>
public sealed class DecoderLimitsTests
{
    [Theory]
    [InlineData(70_000, 1)]
    [InlineData(1, 70_000)]
    public void ASideTooLongIsRefusedWhateverTheNumberOfPixels(int width, int height)
    {
        byte[] png = PngWriter.Write(width, height, 0, new byte[width * height]);
        var error = Assert.Throws<ImageTooLargeException>(() => ImageDecoder.Decode(png, Preprocessing.Default));
        Assert.Contains($"{width}x{height}; a side may have 65535 pixels", error.Message);
        using DecodedImage allowed = ImageDecoder.Decode(png, Preprocessing.Default, new ImageDecoderOptions { MaxSide = 70_000 });
        Assert.Equal(960, Math.Max(allowed.Pixels.Width, allowed.Pixels.Height));
    }

    [Fact]
    public void AJpegLongerThanLibjpegReadsIsRefusedWithTheReason()
    {
        ImageDecoder.Decode(BlankJpeg.Write(65_500, 1, 1), Preprocessing.Default).Dispose();
        var error = Assert.Throws<ImageTooLargeException>(() => ImageDecoder.Decode(BlankJpeg.Write(1, 65_501, 1), Preprocessing.Default));
        Assert.Contains("1x65501; libjpeg reads sides of 65500", error.Message);
    }

    [Fact]
    public void AClaimOfManyPixelsCostsNoMemory()
    {
        byte[] png = PngWriter.Write(1, 1, 0, new byte[1]);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), 60_000_000);
        ImageDecoder_Refuses(png); // warm
        long before = GC.GetAllocatedBytesForCurrentThread();
        ImageDecoder_Refuses(png);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 64 << 10);

        static void ImageDecoder_Refuses(byte[] png) =>
            Assert.Throws<ImageTooLargeException>(() => ImageDecoder.Decode(png, Preprocessing.Default));
    }

    [Theory]
    [InlineData("webp", 4)]
    [InlineData("gif", 4)]
    [InlineData("progressive", 3)]
    public void WhatIsHeldWholeIsBoundByBytesAndTheOtherFormsAreNot(string form, int bytesPerPixel)
    {
        const int Width = 1200, Height = 1000;
        using SKBitmap scene = RenderedImages.Scene(Width, Height);
        byte[] file = form switch
        {
            "webp" => RenderedImages.Encode(scene, SKEncodedImageFormat.Webp),
            "gif" => EncodedImages.Gif(scene),
            _ => AsProgressive(RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg)),
        };
        var tight = new ImageDecoderOptions { MaxDecoderBytes = 1 << 20 };
        var error = Assert.Throws<ImageTooLargeException>(() => ImageDecoder.Decode(file, Preprocessing.Default, tight));
        Assert.Contains($"in {(long)bytesPerPixel * Width * Height} bytes", error.Message);
        foreach (var rows in new[] { SKEncodedImageFormat.Jpeg, SKEncodedImageFormat.Png })
            ImageDecoder.Decode(RenderedImages.Encode(scene, rows), Preprocessing.Default, tight).Dispose();
        if (form != "progressive") ImageDecoder.Decode(file, Preprocessing.Default).Dispose();
    }

    [Fact]
    public void AFrameThatEnlargesTheScreenOfAGifCountsInFull()
    {
        using SKBitmap scene = RenderedImages.Scene(1200, 1000);
        byte[] file = EncodedImages.Gif(scene);
        file.AsSpan(6, 4).Clear();
        (file[6], file[8]) = (10, 10); // the screen's sides; the frame keeps its own
        var tight = new ImageDecoderOptions { MaxDecoderBytes = 1 << 20 };
        var error = Assert.Throws<ImageTooLargeException>(() => ImageDecoder.Decode(file, Preprocessing.Default, tight));
        Assert.Contains("in 4800000 bytes", error.Message);
    }

    [Theory]
    [InlineData(0, 1, 500_000)]
    [InlineData(2, 3, 2_000_000)]
    public void AnInterlacedPngCountsEveryOtherRow(int colourType, int size, int bytes)
    {
        byte[] png = PngWriter.Write(1000, 1000, colourType, new byte[size * 1_000_000]);
        png[28] = 1; // interlaced; refused before the data is looked at
        PngHeader.TryRead(png, out PngHeader header);
        Assert.Equal(bytes, header.BytesHeld);
        byte[] large = [.. png];
        BinaryPrimitives.WriteInt32BigEndian(large.AsSpan(20), 10_000);
        var error = Assert.Throws<ImageTooLargeException>(() =>
            ImageDecoder.Decode(large, Preprocessing.Default, new ImageDecoderOptions { MaxDecoderBytes = 1 << 20 }));
        Assert.Contains($"in {10 * bytes} bytes", error.Message);
    }

    [Fact]
    public void AJpegOfVeryManyScansIsRefused()
    {
        using SKBitmap scene = RenderedImages.Scene(64, 48);
        byte[] jpeg = RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg);
        int scan = LastScan(jpeg);
        byte[] once = jpeg[scan..^2];
        byte[] many = [.. jpeg[..scan], .. Enumerable.Repeat(once, 40).SelectMany(bytes => bytes), .. jpeg[^2..]];
        Assert.Contains("more than 20 scans",
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(many, Preprocessing.Default)).Message);
        ImageDecoder.Decode(jpeg, Preprocessing.Default).Dispose();
    }

    [Fact]
    public void AJpegThatSendsAComponentInMoreThanSevenScansIsRefused()
    {
        byte[] WithLumaScans(int times) => WithScans(LumaScan, times);
        DecoderLimits.Check(WithLumaScans(6), ImageFormat.Jpeg, new ImageDecoderOptions()); // and once with the others
        var error = Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(WithLumaScans(7), Preprocessing.Default));
        Assert.Contains("more than 7 scans", error.Message);
    }

    [Fact]
    public void AJpegThatSendsItsBlocksInMoreThanSixScansOnAverageIsRefused()
    {
        byte[] jpeg = RenderedImages.Jpeg(64, 48);
        byte[] once = jpeg[LastScan(jpeg)..^2];
        DecoderLimits.Check(WithScans(once, 5), ImageFormat.Jpeg, new ImageDecoderOptions());
        var error = Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(WithScans(once, 6), Preprocessing.Default));
        Assert.Contains("7.0 scans on average, more than the 6", error.Message);
    }

    [Fact]
    public void AWrongChecksumOfImageDataIsDamage()
    {
        byte[] png = PngWriter.Write(8, 8, 0, new byte[64]);
        int data = png.AsSpan().IndexOf("IDAT"u8);
        int length = BinaryPrimitives.ReadInt32BigEndian(png.AsSpan(data - 4));
        png[data + 4 + length] ^= 1;
        Assert.Contains("checksum",
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(png, Preprocessing.Default)).Message);
    }

    [Fact]
    public void APresetDictionaryIsDamageOfThatImageAlone()
    {
        byte[] png = PngWriter.WithPresetDictionary(PngWriter.Write(8, 8, 0, new byte[64]));
        Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(png, Preprocessing.Default));
    }

    [Fact]
    public void AnAddedDecoderThatFailsUnforeseenFailsThatImageWithTheCause()
    {
        var options = new ImageDecoderOptions { Decoders = { new FailingDecoder() } };
        var error = Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode("any"u8, Preprocessing.Default, options));
        Assert.IsType<IndexOutOfRangeException>(error.InnerException);
        Assert.Contains("failing", error.Message);
    }

    // A sequential scan under a progressive frame: only the header is read before the refusal.
    private static byte[] AsProgressive(byte[] jpeg)
    {
        jpeg[jpeg.AsSpan().IndexOf<byte>([0xFF, 0xC0])  + 1] = 0xC2;
        return jpeg;
    }

    // Of the first component alone, without data: only headers are counted.
    private static byte[] LumaScan => [0xFF, 0xDA, 0, 8, 1, 1, 0, 0, 63, 0];

    private static byte[] WithScans(byte[] scan, int times)
    {
        byte[] jpeg = RenderedImages.Jpeg(64, 48);
        return [.. jpeg[..^2], .. Enumerable.Repeat(scan, times).SelectMany(bytes => bytes), .. jpeg[^2..]];
    }

    private static int LastScan(byte[] jpeg) => jpeg.AsSpan().LastIndexOf<byte>([0xFF, 0xDA]);

    private sealed class FailingDecoder : IImageDecoder
    {
        public string Name => "failing";

        public bool CanDecode(ReadOnlySpan<byte> encoded) => true;

        public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request) => throw new IndexOutOfRangeException();
    }
}
