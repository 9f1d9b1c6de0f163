using System.Runtime.InteropServices;
using BlurDetection.Imaging;
using SkiaSharp;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>Scenes that are drawn, not photographed: sharp beyond doubt, and of kinds that sharp photographs rarely show.</summary>
/// <remarks>Overlapping shapes by a power law are the "dead leaves" of Lee, Mumford and Huang (2001), whose statistics
/// are near those of photographs.</remarks>
internal static class RenderedScene
{
    private const int FirstPage = 3, FirstNight = 5, FirstFacade = 10, FirstGraphic = 12, FirstSparse = 16, FirstMicroscope = 21,
        FirstFluorescence = 23, Kinds = 31;

    /// <summary>Draws a scene.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="specimens">Whether microscopes' fields are among the scenes.</param>
    public static PlanarImage Draw(Random random, int width, int height, bool specimens = false) =>
        Draw(random, width, height, DrawKind(random, specimens));

    /// <summary>Which kind of scene to draw, each as often as it should be.</summary>
    public static int DrawKind(Random random, bool specimens) => random.Next(specimens ? Kinds : FirstMicroscope);

    /// <summary>Whether the kind is a street at night.</summary>
    public static bool IsNight(int kind) => kind is >= FirstNight and < FirstFacade;

    /// <summary>Whether the kind is fluorescence, which is soft by itself.</summary>
    public static bool IsFluorescence(int kind) => kind >= FirstFluorescence;

    /// <summary>Whether the kind is a page, a pattern or a drawing, which often comes from no camera at all.</summary>
    public static bool IsDrawn(int kind) => kind is >= FirstPage and < FirstNight or >= FirstGraphic and < FirstMicroscope;

    /// <summary>Draws a scene of one kind.</summary>
    public static PlanarImage Draw(Random random, int width, int height, int kind)
    {
        using var bitmap = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Premul));
        using (var canvas = new SKCanvas(bitmap))
        {
            switch (kind)
            {
                case < FirstPage:
                    Leaves(random, canvas, width, height);
                    break;
                case < FirstNight:
                    Page(random, canvas, width, height);
                    break;
                case < FirstFacade:
                    Night(random, canvas, width, height);
                    break;
                case < FirstGraphic:
                    Facade(random, canvas, width, height);
                    break;
                case < FirstSparse:
                    Graphic.Draw(random, canvas, width, height);
                    break;
                case < FirstMicroscope:
                    SparsePage.Draw(random, canvas, width, height);
                    break;
                case < FirstFluorescence:
                    Specimen.Draw(random, canvas, width, height);
                    break;
                default:
                    Fluorescence.Draw(random, canvas, width, height);
                    break;
            }
        }
        var rgba = MemoryMarshal.Cast<byte, uint>(bitmap.GetPixelSpan());
        var pixels = new float[width * height];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = rgba[i] & 0xff;
        var scene = new PlanarImage(1, height, width, pixels);
        if (kind >= FirstFluorescence) Fluorescence.Finish(random, scene);
        else if (random.Chance(kind is >= FirstGraphic and < FirstMicroscope ? 0.12 : 0.5)) Grain(random, pixels, width, height);
        return scene;
    }

    private static void Leaves(Random random, SKCanvas canvas, int width, int height)
    {
        canvas.Clear(Grey(random.Next(256)));
        double least = random.LogUniform(1.5, 8), most = Math.Min(width, height) * random.Uniform(0.15, 0.5),
            contrast = random.Uniform(0.3, 1), level = random.Uniform(60, 200);
        // Enough of them to hide the ground a few times over, within reason.
        int count = Math.Clamp((int)(2.5 * width * height / (least * most)), 200, 3000);
        bool lines = random.Chance(0.4);
        for (int i = 0; i < count; i++)
        {
            // Density falls with the cube of the radius.
            double u = random.NextDouble(), radius = least / Math.Sqrt(1 - u * (1 - least * least / (most * most)));
            float x = (float)random.Uniform(-0.1, 1.1) * width, y = (float)random.Uniform(-0.1, 1.1) * height, r = (float)radius;
            int tone = Tone(random, level, contrast), other = Math.Clamp(tone + (int)(40 * random.Gaussian()), 0, 255);
            using var shade = random.Chance(0.4) && r > 12 ? SKShader.CreateLinearGradient(new SKPoint(x - r, y - r),
                new SKPoint(x + r, y + r), [Grey(tone), Grey(other)], SKShaderTileMode.Clamp) : null;
            using var paint = new SKPaint { Color = Grey(tone), IsAntialias = true, Shader = shade };
            canvas.Save();
            canvas.RotateRadians((float)random.Angle(), x, y);
            float squeeze = (float)random.LogUniform(0.25, 1);
            if (lines && random.Chance(0.5))
                canvas.DrawRect(x - 2 * r, y - Math.Max(0.5f, r * 0.08f), 4 * r, Math.Max(1, r * 0.16f), paint);
            else if (random.Chance(0.6))
                canvas.DrawOval(x, y, r, r * squeeze, paint);
            else
                canvas.DrawRect(x - r, y - r * squeeze, 2 * r, 2 * r * squeeze, paint);
            canvas.Restore();
        }
    }

    private static void Page(Random random, SKCanvas canvas, int width, int height)
    {
        bool dark = random.Chance(0.15);
        int paper = dark ? random.Next(0, 60) : random.Next(170, 256), ink = dark ? random.Next(150, 256) : random.Next(0, 90);
        using (var light = SKShader.CreateLinearGradient(new SKPoint(0, 0), new SKPoint(width, height),
            [Grey(paper), Grey(Math.Clamp(paper + random.Next(-50, 20), 0, 255))], SKShaderTileMode.Clamp))
        using (var ground = new SKPaint { Shader = light })
            canvas.DrawRect(0, 0, width, height, ground);
        canvas.RotateDegrees((float)(random.Chance(0.6) ? random.Uniform(-6, 6) : random.Uniform(-90, 90)), width / 2f, height / 2f);
        float y = -0.2f * height, left = -0.2f * width;
        while (y < 1.2f * height)
        {
            float size = (float)random.LogUniform(6, 30);
            int lines = random.Next(1, 8);
            using var paint = new SKPaint
            {
                Color = Grey(ink),
                Style = SKPaintStyle.Stroke,
                StrokeWidth = Math.Max(0.8f, size * (float)random.Uniform(0.07, 0.2)),
                IsAntialias = true,
            };
            float indent = left + (float)random.Uniform(0, 0.3) * width, end = (float)random.Uniform(0.5, 1.2) * width;
            for (int line = 0; line < lines; line++, y += size * 1.6f)
                StrokeText.Line(random, canvas, paint, indent, y, size, size * 0.7f, 200, end);
            if (random.Chance(0.3))
            {
                canvas.DrawLine(indent, y, end, y, paint);
                y += size;
            }
            if (random.Chance(0.15))
            {
                float at = indent;
                using var bar = new SKPaint { Color = Grey(ink) };
                for (int i = 0; i < 60 && at < end; i++, at += (float)random.Uniform(1.5, 7))
                    canvas.DrawRect(at, y, (float)random.Uniform(1, 4), size * 3, bar);
                y += size * 4;
            }
            y += size * (float)random.Uniform(0.3, 3);
        }
    }

    private static void Night(Random random, SKCanvas canvas, int width, int height)
    {
        // Lights of a town from afar are points, with next to nothing between them.
        bool points = random.Chance(0.45);
        int sky = random.Next(0, points ? 12 : 40);
        canvas.Clear(Grey(sky));
        int shapes = random.Next(20, 160);
        double contrast = points ? random.Uniform(0, 6) : 18;
        for (int i = 0; i < shapes; i++)
        {
            using var paint = new SKPaint
            {
                Color = Grey(Math.Clamp(sky + (int)(contrast * random.Gaussian()), 0, 110)),
                IsAntialias = true,
            };
            float w = (float)random.LogUniform(4, width * 0.4), h = (float)random.LogUniform(4, height * 0.4);
            canvas.DrawRect((float)random.Uniform(-0.1, 1) * width, (float)random.Uniform(-0.1, 1) * height, w, h, paint);
        }
        int lamps = points ? random.Next(20, 200) : random.Next(5, 120);
        double largest = points ? random.LogUniform(0.9, 1.6) : 6;
        for (int i = 0; i < lamps; i++)
        {
            using var paint = new SKPaint { Color = Grey(random.Chance(0.6) ? 255 : random.Next(90, 256)), IsAntialias = true };
            float x = (float)random.NextDouble() * width, y = (float)random.NextDouble() * height,
                r = (float)random.LogUniform(points ? 0.7 : 0.6, largest);
            if (!points && random.Chance(0.25)) canvas.DrawRect(x, y, r * 3, r * 1.5f, paint);
            else canvas.DrawOval(x, y, r, r, paint);
        }
    }

    private static void Facade(Random random, SKCanvas canvas, int width, int height)
    {
        int wall = random.Next(40, 230);
        canvas.Clear(Grey(wall));
        canvas.RotateDegrees((float)(random.Chance(0.7) ? random.Uniform(-8, 8) : random.Uniform(-90, 90)), width / 2f, height / 2f);
        float stepX = (float)random.LogUniform(8, 90), stepY = (float)random.LogUniform(8, 90), share = (float)random.Uniform(0.4, 0.92);
        bool bond = random.Chance(0.4);
        double spread = random.Uniform(8, 60);
        int row = 0;
        for (float y = -0.6f * height; y < 1.6f * height; y += stepY, row++)
        {
            for (float x = -0.6f * width + (bond && row % 2 == 0 ? stepX / 2 : 0); x < 1.6f * width; x += stepX)
            {
                using var paint = new SKPaint
                {
                    Color = Grey(Math.Clamp(wall - 40 + (int)(spread * random.Gaussian()), 0, 255)),
                    IsAntialias = true,
                };
                canvas.DrawRect(x, y, stepX * share, stepY * share, paint);
            }
        }
    }

    // Texture at all scales, as plaster, grass and cloth have it: octaves of noise, each twice as fine and half as strong.
    private static void Grain(Random random, float[] pixels, int width, int height)
    {
        double amplitude = random.LogUniform(2, 22);
        int octaves = random.Next(2, 5);
        for (int octave = 0; octave < octaves; octave++)
        {
            int cell = 1 << octave, columns = width / cell + 2, rows = height / cell + 2;
            var lattice = new float[columns * rows];
            for (int i = 0; i < lattice.Length; i++) lattice[i] = (float)random.Gaussian();
            float strength = (float)(amplitude * cell / (1 << octaves));
            for (int y = 0; y < height; y++)
            {
                float v = (float)y / cell;
                int top = (int)v;
                v -= top;
                for (int x = 0; x < width; x++)
                {
                    float u = (float)x / cell;
                    int left = (int)u, at = top * columns + left;
                    u -= left;
                    float value = (lattice[at] * (1 - u) + lattice[at + 1] * u) * (1 - v)
                        + (lattice[at + columns] * (1 - u) + lattice[at + columns + 1] * u) * v;
                    ref float pixel = ref pixels[y * width + x];
                    pixel = Math.Clamp(pixel + strength * value, 0, 255);
                }
            }
        }
    }

    private static int Tone(Random random, double level, double contrast) =>
        Math.Clamp((int)(level + contrast * 70 * random.Gaussian()), 0, 255);

    /// <summary>A grey of this level; what is out of range is black or white.</summary>
    internal static SKColor Grey(int tone)
    {
        byte level = (byte)Math.Clamp(tone, 0, 255);
        return new SKColor(level, level, level);
    }
}
