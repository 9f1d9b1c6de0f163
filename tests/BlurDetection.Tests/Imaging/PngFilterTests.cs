using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Imaging;

public sealed class PngFilterTests
{
    [Theory]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    [InlineData(6)]
    [InlineData(8)]
    public void TwoRowsAtOnceAreRestoredAsOneAfterTheOther(int size)
    {
        foreach (int pixels in new[] { 1, 2, 3, 50 })
        {
            int length = pixels * size, padded = length + 2 * PngFilter.Margin;
            var random = new Random(pixels);
            byte[] raw = Noise(random, length + PngFilter.Margin), nextRaw = Noise(random, length + PngFilter.Margin);
            byte[] above = new byte[padded];
            Noise(random, length).CopyTo(above, PngFilter.Margin);
            byte[] row = new byte[padded], next = new byte[padded], expected = new byte[padded], expectedNext = new byte[padded];
            Assert.True(PngFilter.TryUndo(PngFilter.PaethFilter, size, raw, above, expected));
            Assert.True(PngFilter.TryUndo(PngFilter.PaethFilter, size, nextRaw, expected, expectedNext));
            PngFilter.UndoTwo(size, raw, nextRaw, above, row, next);
            Assert.Equal(Pixels(expected, length), Pixels(row, length));
            Assert.Equal(Pixels(expectedNext, length), Pixels(next, length));
        }
    }

    [Theory]
    [InlineData(SKPngEncoderFilterFlags.Paeth)]
    [InlineData(SKPngEncoderFilterFlags.Paeth | SKPngEncoderFilterFlags.Up | SKPngEncoderFilterFlags.Sub)]
    public void RowsOfPaethsFilterInAnyOrderGiveWhatSkiaGives(SKPngEncoderFilterFlags filters)
    {
        for (int height = 1; height < 8; height++)
        {
            using SKBitmap scene = RenderedImages.Scene(61, height);
            using SKPixmap pixels = scene.PeekPixels();
            byte[] png = pixels.Encode(new SKPngEncoderOptions(filters, 6)).ToArray();
            using DecodedImage? own = PngDecoder.TryDecode(png, Preprocessing.Default, long.MaxValue);
            using DecodedImage skia = SkiaDecoder.Decode(png, ImageFormat.Png, Preprocessing.Default, new ImageDecoderOptions());
            Assert.True(skia.Pixels.Pixels.SequenceEqual(own!.Pixels.Pixels), $"{height} rows");
        }
    }

    private static byte[] Noise(Random random, int length)
    {
        var bytes = new byte[length];
        random.NextBytes(bytes);
        return bytes;
    }

    private static byte[] Pixels(byte[] row, int length) => row[PngFilter.Margin..(PngFilter.Margin + length)];
}
