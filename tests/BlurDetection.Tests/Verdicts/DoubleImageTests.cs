using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Verdicts;
using SkiaSharp;

namespace BlurDetection.Tests.Verdicts;

public sealed class DoubleImageTests
{
    private const int Width = 640, Height = 480;

    private static float[] Luma(SKBitmap bitmap) => [.. PlanarReference.Luma(bitmap).Select(value => (float)value)];

    private static float[] Scene(int seed = 3)
    {
        using var bitmap = RenderedImages.Scene(Width, Height, seed);
        return Luma(bitmap);
    }

    private static float[] Twice(float[] scene, int across, int down, float share)
    {
        var twice = new float[scene.Length];
        for (int y = 0; y < Height; y++)
            for (int x = 0; x < Width; x++)
                twice[y * Width + x] = (1 - share) * scene[y * Width + x]
                    + share * scene[Math.Clamp(y - down, 0, Height - 1) * Width + Math.Clamp(x - across, 0, Width - 1)];
        return twice;
    }

    private static DoubleImage? Find(float[] pixels, int width = Width, int height = Height) =>
        DoubleImage.Find(new LumaPlane(pixels, 1, width, height));

    [Theory]
    [InlineData(24, 12, 0.5f)]
    [InlineData(-24, 12, 0.5f)]
    [InlineData(0, 9, 0.4f)]
    [InlineData(40, -6, 0.4f)]
    [InlineData(-7, -3, 0.6f)]
    [InlineData(5, 0, 0.5f)]
    public void BothCopiesAreFoundWhereverTheSecondStands(int across, int down, float share)
    {
        var found = Find(Twice(Scene(), across, down, share));
        // Which of the two came first, nobody can tell.
        var expected = down < 0 || (down == 0 && across < 0) ? new DoubleImage(-across, -down) : new DoubleImage(across, down);
        Assert.Equal(expected, found);
        Assert.Equal(Math.Sqrt(across * across + down * down), found!.Value.Distance, 1e-9);
    }

    [Fact]
    public void NoiseAndJPEGDoNotHideThem()
    {
        var random = new Random(1);
        using var bitmap = new SKBitmap(new SKImageInfo(Width, Height, SKColorType.Gray8));
        byte[] noisy = [.. Twice(Scene(), 17, -11, 0.45f)
            .Select(value => (byte)Math.Clamp(value + 8 * (random.NextDouble() - 0.5), 0, 255))];
        System.Runtime.InteropServices.Marshal.Copy(noisy, 0, bitmap.GetPixels(), noisy.Length);
        using var decoded = SKBitmap.Decode(RenderedImages.Encode(bitmap, SKEncodedImageFormat.Jpeg, 75));
        Assert.Equal(new DoubleImage(-17, 11), Find(Luma(decoded)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void ASharpSceneIsNoDoubleImage(int seed) => Assert.Null(Find(Scene(seed)));

    public static TheoryData<string, Func<int, int, double>> Repeating() => new()
    {
        { "fence", (x, _) => x % 24 < 15 ? 210 : 40 },
        { "stripes in pairs", (x, _) => x % 40 is < 6 or (> 17 and < 24) ? 30 : 220 },
        { "chessboard", (x, y) => (x / 20 + y / 20) % 2 * 200 + 20 },
        { "bricks", (x, y) => y % 18 < 2 || (x + y / 18 % 2 * 20) % 40 < 2 ? 200 : 110 },
        { "halftone", (x, y) => Math.Cos(x * 0.7) + Math.Cos(y * 0.7) > 0.3 ? 255 : 0 },
        { "woven", (x, y) => 128 + 60 * Math.Sin(x * 0.5) * Math.Sin(y * 0.8) + 30 * Math.Sin((x + y) * 1.3) },
    };

    [Theory]
    [MemberData(nameof(Repeating))]
    public void WhatRepeatsWithoutEndIsNoDoubleImage(string name, Func<int, int, double> value)
    {
        var random = new Random(2);
        float[] scene = [.. Enumerable.Range(0, Width * Height).Select(i => (float)(value(i % Width, i / Width) + random.NextDouble()))];
        Assert.True(Find(scene) is null, name);
    }

    [Fact]
    public void LinesOfPrintAreNoDoubleImage()
    {
        using var bitmap = new SKBitmap(Width, Height);
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.White);
            using var ink = new SKPaint { Color = SKColors.Black, StrokeWidth = 2, IsStroke = true, IsAntialias = true };
            var random = new Random(4);
            for (int y = 30; y < Height - 30; y += 26)
                for (int x = 30; x < Width - 30; x += 11)
                    if (random.NextDouble() < 0.85)
                    {
                        canvas.DrawLine(x, y, x + random.Next(8), y + 14, ink);
                        canvas.DrawOval(x + 4, y + 9, 3 + random.Next(2), 4, ink);
                    }
        }
        Assert.Null(Find(Luma(bitmap)));
    }

    [Fact]
    public void AnEvenImageAndASmallOneAreNone()
    {
        Assert.Null(Find(new float[Width * Height]));
        Assert.Null(Find(Twice(Scene(), 20, 3, 0.5f)[..(Width * 255)], Width, 255));
    }
}
