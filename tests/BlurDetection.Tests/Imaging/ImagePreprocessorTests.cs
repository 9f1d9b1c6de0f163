using System.Runtime.InteropServices;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;
using Xunit;

namespace BlurDetection.Tests.Imaging;

public class ImagePreprocessorTests
{
    private const int Width = 37;
    private const int Height = 23;

    [Theory]
    [InlineData(PixelFormat.Bgr24)]
    [InlineData(PixelFormat.Rgb24)]
    [InlineData(PixelFormat.Bgra32)]
    [InlineData(PixelFormat.Rgba32)]
    public void ColourFormatsGiveTheLumaOfTheSamePicture(PixelFormat format)
    {
        using var scene = RenderedImages.Scene(Width, Height);
        var size = format is PixelFormat.Bgr24 or PixelFormat.Rgb24 ? 3 : 4;
        var stride = Width * size + 5;
        var bytes = new byte[stride * (Height - 1) + Width * size]; // no padding behind the last row
        for (var y = 0; y < Height; y++)
        for (var x = 0; x < Width; x++)
        {
            var c = scene.GetPixel(x, y);
            var at = bytes.AsSpan(y * stride + x * size);
            (at[0], at[1], at[2]) = format is PixelFormat.Rgb24 or PixelFormat.Rgba32 ? (c.Red, c.Green, c.Blue) : (c.Blue, c.Green, c.Red);
            if (size == 4) at[3] = 255;
        }
        using var image = ImagePreprocessor.Preprocess(new PixelBuffer(bytes, format, Width, Height, stride), Preprocessing.Default);
        Assert.InRange(PlanarReference.Difference(image.Pixels, PlanarReference.Luma(scene)).Largest, 0, 1e-3);

        using var rgb = ImagePreprocessor.Preprocess(new PixelBuffer(bytes, format, Width, Height, stride),
            Preprocessing.Default with { Channels = 3 });
        Assert.Equal(scene.GetPixel(1, 0).Red, rgb.Pixels.Pixels[1]);
        Assert.Equal(scene.GetPixel(1, 0).Blue, rgb.Pixels.Pixels[2 * Width * Height + 1]);
    }

    [Fact]
    public void ADeclaredRangeBecomesBlackToWhite()
    {
        ushort[] values = [0, 1000, 2500, 4000, 5000];
        var buffer = new PixelBuffer(MemoryMarshal.AsBytes<ushort>(values).ToArray(), PixelFormat.Gray16, 5, 1, black: 1000, white: 4000);
        using var image = ImagePreprocessor.Preprocess(buffer, Preprocessing.Default);
        Assert.Equal([0f, 0f, 127.5f, 255f, 255f], image.Pixels.Pixels.ToArray());
    }

    [Fact]
    public void FloatsAreClippedAndNaNIsBlack()
    {
        float[] values = [-1, 0.5f, 2, float.NaN, float.PositiveInfinity];
        var buffer = new PixelBuffer(MemoryMarshal.AsBytes<float>(values).ToArray(), PixelFormat.GrayFloat, 5, 1);
        using var image = ImagePreprocessor.Preprocess(buffer, Preprocessing.Default);
        Assert.Equal([0f, 127.5f, 255f, 0f, 255f], image.Pixels.Pixels.ToArray());
    }

    [Fact]
    public void Nv12IsReadInVideoRangeUnlessDeclaredOtherwise()
    {
        byte[] frame = [16, 235, 126, 16, 90, 240]; // two by two luma, then one pair of U and V: blue-ish red
        using var video = ImagePreprocessor.Preprocess(new PixelBuffer(frame, PixelFormat.Nv12, 2, 2), Preprocessing.Default);
        Assert.Equal([0, 255, 128, 0], video.Pixels.Pixels.ToArray().Select(v => (int)MathF.Round(v)));
        using var full =
            ImagePreprocessor.Preprocess(new PixelBuffer(frame, PixelFormat.Nv12, 2, 2, black: 0, white: 255), Preprocessing.Default);
        Assert.Equal([16f, 235f, 126f, 16f], full.Pixels.Pixels.ToArray());
        using var colour =
            ImagePreprocessor.Preprocess(new PixelBuffer(frame, PixelFormat.Nv12, 2, 2), Preprocessing.Default with { Channels = 3 });
        Assert.Equal(1.596f * 112, colour.Pixels.Pixels[0], 1f); // red of a black pixel: 1.596 (V - 128), ITU-R BT.601
    }

    [Fact]
    public void Nv12OfOddWidthHasAStrideForEachPlane()
    {
        // 3x3: luma rows of 3 bytes, chroma rows of 4, as ffmpeg packs them
        byte[] packed = [16, 90, 235, 126, 126, 126, 235, 90, 16, 128, 128, 128, 240, 128, 128, 90, 128];
        byte[] padded = [16, 90, 235, 0, 0, 126, 126, 126, 0, 0, 235, 90, 16, 0, 0, 128, 128, 128, 240, 0, 0, 0, 128, 128, 90, 128];
        var colours = Preprocessing.Default with { Channels = 3 };
        using var first = ImagePreprocessor.Preprocess(new PixelBuffer(packed, PixelFormat.Nv12, 3, 3), colours);
        using var second =
            ImagePreprocessor.Preprocess(new PixelBuffer(padded, PixelFormat.Nv12, 3, 3, stride: 5, chromaStride: 7), colours);
        Assert.Equal(first.Pixels.Pixels.ToArray(), second.Pixels.Pixels.ToArray());
        Assert.Equal(255f, first.Pixels.Pixels[2], 0.5f); // top right: white and V = 240 is red at its most
        Assert.Equal(0f, first.Pixels.Pixels[0], 0.5f);
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(packed.AsMemory(1), PixelFormat.Nv12, 3, 3));
    }

    [Fact]
    public void GreyBytesOfVideoRangeAreStretched()
    {
        byte[] luma = [0, 16, 126, 235, 255];
        using var image =
            ImagePreprocessor.Preprocess(new PixelBuffer(luma, PixelFormat.Gray8, 5, 1, black: 16, white: 235), Preprocessing.Default);
        Assert.Equal([0, 0, 128, 255, 255], image.Pixels.Pixels.ToArray().Select(v => (int)MathF.Round(v)));
    }

    [Fact]
    public void GreyBytesScaleLikeTheirDecodedPicture()
    {
        using var scene = RenderedImages.Scene(1200, 900);
        using var grey = RenderedImages.Grey(scene);
        using var decoded = ImageDecoder.Decode(RenderedImages.Encode(grey, SKEncodedImageFormat.Png), Preprocessing.Default);
        using var raw = ImagePreprocessor.Preprocess(new PixelBuffer(grey.Bytes, PixelFormat.Gray8, 1200, 900), Preprocessing.Default);
        Assert.True(raw.Pixels.Pixels.SequenceEqual(decoded.Pixels.Pixels));
        using var planar =
            ImagePreprocessor.Preprocess(new PlanarImage(1, 900, 1200, grey.Bytes.Select(b => (float)b).ToArray()), Preprocessing.Default);
        Assert.True(planar.Pixels.Pixels.SequenceEqual(decoded.Pixels.Pixels));
    }

    [Fact]
    public void ABufferThatCannotHoldThePictureIsRefused()
    {
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[99], PixelFormat.Gray8, 10, 10));
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[100], PixelFormat.Nv12, 10, 10));
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[100], PixelFormat.Gray8, 10, 10, int.MaxValue));
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[100], PixelFormat.Rgba32, int.MaxValue, 1));
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[100], PixelFormat.Gray8, int.MaxValue, int.MaxValue));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelBuffer(new byte[100], PixelFormat.Gray8, 10, 10, 9));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelBuffer(new byte[100], PixelFormat.Gray8, 0, 10));
        Assert.Throws<ArgumentOutOfRangeException>(() => new PixelBuffer(new byte[100], (PixelFormat)99, 10, 10));
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[200], PixelFormat.Gray16, 10, 10, black: 5, white: 5));
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[300], PixelFormat.Rgb24, 10, 10, white: 5));
        Assert.ThrowsAny<ArgumentException>(() => new PixelBuffer(new byte[100], PixelFormat.Gray8, 10, 10, chromaStride: 10));
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            new PixelBuffer(new byte[100], PixelFormat.Nv12, 5, 2, stride: 5, chromaStride: 5));
        Assert.Throws<ArgumentException>(() => ImagePreprocessor.Preprocess(default(PixelBuffer), Preprocessing.Default));
    }
}
