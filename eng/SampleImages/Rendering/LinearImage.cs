using System.Numerics;
using SkiaSharp;

namespace SampleImages.Rendering;

/// <summary>Red, green, blue and coverage in linear light, so that blur adds up as it does on a sensor.</summary>
internal sealed class LinearImage(int width, int height)
{
    public int Width { get; } = width;
    public int Height { get; } = height;

    /// <summary>Row by row; colour is premultiplied by coverage (W).</summary>
    public Vector4[] Pixels { get; } = new Vector4[width * height];

    /// <summary>Calls a colour function for every pixel, several times and averaged, rows in parallel.</summary>
    /// <param name="color">Linear colour at a point in pixel coordinates.</param>
    public static LinearImage Render(int width, int height, int samplesPerSide, Func<float, float, Vector4> color)
    {
        var image = new LinearImage(width, height);
        Parallel.For(0, height, y =>
        {
            for (var x = 0; x < width; x++)
            {
                var sum = Vector4.Zero;
                for (var i = 0; i < samplesPerSide * samplesPerSide; i++)
                    sum += color(x + (i % samplesPerSide + 0.5f) / samplesPerSide, y + (i / samplesPerSide + 0.5f) / samplesPerSide);
                image.Pixels[y * width + x] = sum / (samplesPerSide * samplesPerSide);
            }
        });
        return image;
    }

    /// <summary>Draws with Skia at twice the size and brings the result to linear light.</summary>
    public static LinearImage Draw(int width, int height, Action<SKCanvas> draw)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width * 2, height * 2, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap))
        {
            canvas.Clear(SKColors.Transparent);
            canvas.Scale(2);
            draw(canvas);
        }
        var bytes = bitmap.Bytes;
        var image = new LinearImage(width, height);
        for (var y = 0; y < height; y++)
            for (var x = 0; x < width; x++)
            {
                var sum = Vector4.Zero;
                for (var i = 0; i < 4; i++)
                {
                    var at = ((y * 2 + i / 2) * width * 2 + x * 2 + i % 2) * 4;
                    var alpha = bytes[at + 3] / 255f;
                    if (alpha == 0) continue;
                    sum += new Vector4(
                        Tone.ToLinear(bytes[at] / 255f / alpha), Tone.ToLinear(bytes[at + 1] / 255f / alpha),
                        Tone.ToLinear(bytes[at + 2] / 255f / alpha), 1) * alpha;
                }
                image.Pixels[y * width + x] = sum / 4;
            }
        return image;
    }

    /// <summary>This image with <paramref name="top"/> laid over it.</summary>
    public LinearImage Over(LinearImage top) => Map((x, y, below) =>
    {
        var above = top.Pixels[y * Width + x];
        return above + below * (1 - above.W);
    });

    /// <summary>A new image, each pixel made from the old one.</summary>
    public LinearImage Map(Func<int, int, Vector4, Vector4> change)
    {
        var result = new LinearImage(Width, Height);
        Parallel.For(0, Height, y =>
        {
            for (var x = 0; x < Width; x++) result.Pixels[y * Width + x] = change(x, y, Pixels[y * Width + x]);
        });
        return result;
    }

    /// <summary>A window of the image.</summary>
    public LinearImage Crop(int left, int top, int width, int height) =>
        new LinearImage(width, height).Map((x, y, _) => Pixels[(y + top) * Width + x + left]);
}
