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
    public void RowsAtOnceAreRestoredAsOneAfterTheOther(int size)
    {
        foreach (int pixels in new[] { 1, 2, 3, 4, 5, 50 })
        {
            int length = pixels * size;
            var random = new Random(pixels);
            byte[][] raw = [.. Enumerable.Range(0, 5).Select(_ => Noise(random, 1 + length + PngFilter.Margin))];
            byte[][] expected = Rows(), two = Rows(), four = Rows();
            foreach (byte[][] rows in new[] { expected, two, four })
                Noise(new Random(1), length).CopyTo(rows[0], PngFilter.Margin);
            for (int i = 0; i < 4; i++)
                Assert.True(PngFilter.TryUndo(PngFilter.PaethFilter, size, raw[i].AsSpan(1), expected[i], expected[i + 1]));
            PngFilter.UndoTwo(size, length, raw, two);
            PngFilter.UndoFour(size, length, raw, four);
            for (int i = 1; i <= 4; i++)
            {
                Assert.Equal(Pixels(expected[i], length), Pixels(four[i], length));
                if (i <= 2) Assert.Equal(Pixels(expected[i], length), Pixels(two[i], length));
                Assert.False(four[i].AsSpan(0, PngFilter.Margin).ContainsAnyExcept((byte)0)); // what the next rows begin with
            }

            byte[][] Rows() => [.. Enumerable.Range(0, 5).Select(_ => new byte[length + 2 * PngFilter.Margin])];
        }
    }

    [Theory]
    [InlineData(SKPngEncoderFilterFlags.Paeth)]
    [InlineData(SKPngEncoderFilterFlags.Paeth | SKPngEncoderFilterFlags.Up | SKPngEncoderFilterFlags.Sub)]
    public void RowsOfPaethsFilterInAnyOrderGiveWhatSkiaGives(SKPngEncoderFilterFlags filters)
    {
        for (int height = 1; height < 12; height++)
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
