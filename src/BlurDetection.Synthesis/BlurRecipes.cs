using BlurDetection.Imaging;

namespace BlurDetection.Synthesis;

/// <summary>Turns a recipe into blurred light.</summary>
internal static class BlurRecipes
{
    private const int DepthLevels = 5;
    private const double TurnedBackground = 0.5;

    public static BlurKind? KindOf(SynthesisRecipe recipe) => recipe switch
    {
        SynthesisRecipe.Defocus or SynthesisRecipe.SoftSubject or SynthesisRecipe.DepthRamp => BlurKind.Defocus,
        SynthesisRecipe.CameraShake or SynthesisRecipe.StraightMotion or SynthesisRecipe.ObjectMotion or SynthesisRecipe.RolledShake
            or SynthesisRecipe.DoubleImage => BlurKind.Motion,
        SynthesisRecipe.Gaussian or SynthesisRecipe.Upscaled or SynthesisRecipe.ShakeAndDefocus => BlurKind.Other,
        _ => null,
    };

    /// <summary>Whether the recipe sets a subject or a half against a background.</summary>
    public static bool HasBackground(SynthesisRecipe recipe) =>
        recipe is SynthesisRecipe.SoftBackground or SynthesisRecipe.SoftSubject or SynthesisRecipe.ObjectMotion or SynthesisRecipe.Halves
            or SynthesisRecipe.LongExposure;

    public static BlurLayer Apply(Random random, SynthesisRecipe recipe, Scenery scenery, double width, SynthesisOptions options) =>
        HasBackground(recipe) ? WithBackground(random, recipe, scenery, width, options) : Alone(random, recipe, scenery.Front, width);

    private static BlurLayer Alone(Random random, SynthesisRecipe recipe, PlanarImage light, double width) => recipe switch
    {
        SynthesisRecipe.Sharp => BlurLayer.Whole(light, PsfSampler.NearlySharp(random)),
        SynthesisRecipe.Defocus => BlurLayer.Whole(light, PsfSampler.Defocus(random, width)),
        SynthesisRecipe.CameraShake => BlurLayer.Whole(light, PsfSampler.Shake(random, width)),
        SynthesisRecipe.RolledShake => RolledShake.Apply(random, light, width),
        SynthesisRecipe.StraightMotion => BlurLayer.Whole(light, PsfSampler.Straight(random, width)),
        SynthesisRecipe.Gaussian => BlurLayer.Whole(light, PsfSampler.Gaussian(random, width)),
        SynthesisRecipe.Upscaled => Upscale(light, width),
        SynthesisRecipe.ShakeAndDefocus => ShakeAndDefocus(random, light, width),
        SynthesisRecipe.DepthRamp => DepthRamp(random, light, width),
        SynthesisRecipe.DoubleImage => DoubleImage.Apply(random, light, width),
        _ => throw new ArgumentOutOfRangeException(nameof(recipe), recipe, "No light for this recipe."),
    };

    private static BlurLayer WithBackground(Random random, SynthesisRecipe recipe, Scenery light, double width, SynthesisOptions options) =>
        recipe switch
    {
        SynthesisRecipe.SoftBackground => SoftBackground(random, light, width, options),
        SynthesisRecipe.SoftSubject => BlurLayer.Regions(
            light, RegionMask.Subject(random, light.Front.Width, light.Front.Height, random.Uniform(0.2, 0.6), 0.35),
            PsfSampler.Defocus(random, width), PsfSampler.NearlySharp(random), light.Draw(random, TurnedBackground)),
        SynthesisRecipe.ObjectMotion => BlurLayer.Regions(
            light,
            RegionMask.Subject(random, light.Front.Width, light.Front.Height, random.Uniform(0.12, 0.6), 0.5),
            random.Chance(0.6) ? PsfSampler.Straight(random, width) : PsfSampler.Shake(random, width),
            PsfSampler.NearlySharp(random), light.Draw(random, TurnedBackground)),
        SynthesisRecipe.LongExposure => LongExposure.Apply(random, light, width),
        _ => Halves(random, light, width),
    };

    private static BlurLayer SoftBackground(Random random, Scenery light, double width, SynthesisOptions options)
    {
        var subject =
            RegionMask.Subject(random, light.Front.Width, light.Front.Height, random.Uniform(options.LeastSharpSubject, 0.55), 0.5);
        // A panned camera keeps the moving subject sharp.
        var background = random.Chance(1 - options.PannedShare) ? PsfSampler.Defocus(random, width) : PsfSampler.Straight(random, width);
        return BlurLayer.Regions(light, subject, PsfSampler.NearlySharp(random), background, light.Draw(random, TurnedBackground));
    }

    private static BlurLayer ShakeAndDefocus(Random random, PlanarImage light, double width)
    {
        double share = random.Uniform(0.5, 0.9);
        PointSpreadFunction shake = PsfSampler.Shake(random, width * share), defocus = PsfSampler.Defocus(random, width * (1.3 - share));
        var shaken = BlurLayer.Whole(light, shake);
        var both = BlurLayer.Whole(shaken.Light, defocus);
        // Independent blurs add in the square.
        for (int i = 0; i < both.Width.Length; i++)
            both.Width[i] = MathF.Sqrt(both.Width[i] * both.Width[i] + shaken.Width[i] * shaken.Width[i] - 1);
        return both with { Directions = DirectionalWidth.Of(defocus).With(DirectionalWidth.Of(shake)) };
    }

    private static BlurLayer Halves(Random random, Scenery light, double width)
    {
        var half = RegionMask.HalfPlane(random, light.Front.Width, light.Front.Height);
        var psf = random.Next(3) switch
        {
            0 => PsfSampler.Defocus(random, width),
            1 => PsfSampler.Shake(random, width),
            _ => PsfSampler.Straight(random, width),
        };
        return BlurLayer.Regions(light, half, psf, PsfSampler.NearlySharp(random), light.Draw(random, TurnedBackground));
    }

    private static BlurLayer DepthRamp(Random random, PlanarImage light, double width)
    {
        double focus = random.Chance(0.5) ? random.Uniform(0.2, 0.8) : random.Chance(0.5) ? random.Uniform(-0.6, 0)
            : random.Uniform(1, 1.6);
        var depth = RegionMask.DepthRamp(random, light.Width, light.Height, focus);
        double slope = 1 / Math.Max(0.3, depth.Max());
        for (int i = 0; i < depth.Length; i++) depth[i] *= (float)slope;
        var levels = new PointSpreadFunction[DepthLevels];
        for (int i = 0; i < DepthLevels; i++)
        {
            double radius = Math.Max(0, width * i / (DepthLevels - 1)) / 1.85;
            levels[i] = radius < 0.4 ? PointSpreadFunction.Identity : DefocusPsf.Disk(radius);
        }
        return BlurLayer.Depth(light, depth, levels);
    }

    // Down by area, up by straight lines: what a phone's digital zoom or a thumbnail made large shows.
    private static BlurLayer Upscale(PlanarImage light, double width)
    {
        double factor = Math.Clamp(width / 1.6, 1.05, 12);
        int smallWidth = Math.Max(8, (int)Math.Round(light.Width / factor)),
            smallHeight = Math.Max(8, (int)Math.Round(light.Height / factor));
        var small = Scaling.Average(light, smallWidth, smallHeight);
        var large = new float[light.Width * light.Height];
        for (int y = 0; y < light.Height; y++)
        {
            float atY = Math.Clamp((y + 0.5f) * smallHeight / light.Height - 0.5f, 0, smallHeight - 1.001f);
            int top = (int)atY;
            for (int x = 0; x < light.Width; x++)
            {
                float atX = Math.Clamp((x + 0.5f) * smallWidth / light.Width - 0.5f, 0, smallWidth - 1.001f);
                int left = (int)atX, at = top * smallWidth + left;
                float shareX = atX - left, shareY = atY - top;
                var p = small.Buffer;
                large[y * light.Width + x] = (p[at] * (1 - shareX) + p[at + 1] * shareX) * (1 - shareY)
                    + (p[at + smallWidth] * (1 - shareX) + p[at + smallWidth + 1] * shareX) * shareY;
            }
        }
        var widths = new float[large.Length];
        Array.Fill(widths, (float)Math.Max(1, 1.6 * factor));
        return new BlurLayer(new PlanarImage(1, light.Height, light.Width, large), widths, null);
    }
}
