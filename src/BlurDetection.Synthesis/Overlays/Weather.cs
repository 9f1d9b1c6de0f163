using System.Numerics.Tensors;
using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Synthesis.Overlays;

/// <summary>Rain and snow before the camera: bright streaks or flakes that are sharp or not whatever the scene behind them is.</summary>
/// <remarks>A streak of rain in a sharp frame is no motion blur, and a crisp flake makes no blurred frame sharp; the
/// local truth counts beneath them.</remarks>
internal static class Weather
{
    private const double PixelsPerDrop = 2500;

    public static void Draw(Random random, PlanarImage image)
    {
        int width = image.Width, height = image.Height;
        using var sheet = Ink.Draw(image, canvas =>
        {
            int drops = (int)(width * height / PixelsPerDrop * random.LogUniform(0.3, 8));
            if (random.Chance(0.65)) Rain(random, canvas, width, height, drops);
            else Snow(random, canvas, width, height, drops);
        });
        Ink.Lay(sheet, image);
        TensorPrimitives.Min(image.Pixels, 255f, image.Pixels);
    }

    private static void Rain(Random random, SKCanvas canvas, int width, int height, int drops)
    {
        double slant = Math.PI / 2 + random.Uniform(-0.5, 0.5), length = random.LogUniform(6, 50), opacity = random.LogUniform(25, 170),
            thickness = random.Uniform(0.7, 1.8);
        for (int i = 0; i < drops; i++)
        {
            // Near drops are longer, wider and faster.
            double near = random.LogUniform(0.5, 1.6), angle = slant + 0.04 * random.Gaussian();
            float x = (float)random.Uniform(-0.1, 1.1) * width, y = (float)random.Uniform(-0.1, 1.1) * height;
            using var paint = new SKPaint
            {
                Color = Light(random, opacity * random.Uniform(0.4, 1)),
                StrokeWidth = (float)(thickness * near),
                IsAntialias = true,
            };
            canvas.DrawLine(x, y, x + (float)(Math.Cos(angle) * length * near), y + (float)(Math.Sin(angle) * length * near), paint);
        }
    }

    private static void Snow(Random random, SKCanvas canvas, int width, int height, int drops)
    {
        double size = random.LogUniform(0.7, 3), opacity = random.LogUniform(60, 240);
        for (int i = 0; i < drops; i++)
        {
            float radius = (float)(size * random.LogUniform(0.5, 2.5)), x = random.NextSingle() * width, y = random.NextSingle() * height;
            // What is far from the plane of focus is a pale disk.
            using var paint = new SKPaint { Color = Light(random, opacity / Math.Max(1, radius / 2)), IsAntialias = true };
            canvas.DrawOval(x, y, radius, radius * (float)random.Uniform(1, 1.6), paint);
        }
    }

    private static SKColor Light(Random random, double alpha)
    {
        byte tone = (byte)random.Next(170, 256);
        return new SKColor(tone, tone, tone, (byte)Math.Clamp(alpha, 1, 255));
    }
}
