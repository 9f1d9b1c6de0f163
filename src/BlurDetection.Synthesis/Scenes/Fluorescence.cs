using BlurDetection.Imaging;
using BlurDetection.Synthesis.Camera;
using SkiaSharp;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>Bright nuclei, spots and threads on black, through a microscope's own point spread of 0.75 to 1.05 sensor pixels: the sharpest
/// that such a picture can be.</summary>
internal static class Fluorescence
{
    private const double LeastSigma = 0.75, GreatestSigma = 1.05;

    public static void Draw(Random random, SKCanvas canvas, int width, int height)
    {
        canvas.Clear(RenderedScene.Grey(random.Next(0, 14)));
        int side = Math.Min(width, height), layers = random.Next(1, 3);
        for (int layer = 0; layer < layers; layer++)
        {
            double size = random.LogUniform(3, 0.08 * side), brightness = random.Uniform(60, 240);
            int count = (int)Math.Clamp(width * height / (size * size) * random.LogUniform(0.01, 0.12), 3, 600), shape = random.Next(4);
            for (int i = 0; i < count; i++) Cell(random, canvas, width, height, size, brightness * random.Uniform(0.4, 1), shape);
        }
    }

    /// <summary>Chromatin's texture, and the point spread of lens and sensor.</summary>
    public static void Finish(Random random, PlanarImage image)
    {
        if (random.Chance(0.8))
        {
            var field = new PlanarImage(1, image.Height, image.Width, new float[image.Width * image.Height]);
            for (int i = 0; i < field.Pixels.Length; i++) field.Pixels[i] = (float)random.Gaussian();
            double grain = random.LogUniform(0.7, 4);
            field = Sharpening.Separable(field, grain);
            float strength = (float)(random.Uniform(0.1, 0.4) * 2 * grain * Math.Sqrt(Math.PI));
            for (int i = 0; i < image.Pixels.Length; i++)
                image.Pixels[i] = Math.Clamp(image.Pixels[i] * (1 + strength * field.Pixels[i]), 0, 255);
        }
        Sharpening.Smooth(image, random.Uniform(LeastSigma, GreatestSigma));
    }

    private static void Cell(Random random, SKCanvas canvas, int width, int height, double size, double brightness, int shape)
    {
        float x = (float)random.Uniform(-0.05, 1.05) * width, y = (float)random.Uniform(-0.05, 1.05) * height,
            r = (float)(size * random.LogUniform(0.7, 1.4));
        using var paint = new SKPaint { Color = RenderedScene.Grey((int)brightness), IsAntialias = true };
        canvas.Save();
        canvas.RotateRadians((float)random.Angle(), x, y);
        switch (shape)
        {
            case 3:
                using (var path = new SKPath())
                {
                    path.MoveTo(x, y);
                    path.CubicTo(x + 2 * r, y + r * (float)random.Gaussian(), x + 3 * r, y + r * (float)random.Gaussian(), x + 5 * r, y);
                    (paint.Style, paint.StrokeWidth) = (SKPaintStyle.Stroke, Math.Max(0.8f, 0.12f * r));
                    canvas.DrawPath(path, paint);
                }
                break;
            case 2:
                canvas.DrawOval(x, y, Math.Min(r, 4), Math.Min(r, 4), paint);
                break;
            default:
                canvas.DrawOval(x, y, r, r * (float)random.Uniform(0.45, 1), paint);
                break;
        }
        canvas.Restore();
    }
}
