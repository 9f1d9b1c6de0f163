using BlurDetection.Evaluation.Metrics;
using BlurDetection.Synthesis;

namespace BlurDetection.Engineering;

/// <summary>Errors of what is said of the blur's width and direction, and of foreground and background, on images synthesized from sharp
/// ones that were held out.</summary>
internal static class BlurWidths
{
    /// <summary>Below this visible width people call an image sharp, and its width is not told well.</summary>
    private const double Blurred = 2.6;

    private static readonly SynthesisRecipe[] Even =
        [SynthesisRecipe.Defocus, SynthesisRecipe.Gaussian, SynthesisRecipe.StraightMotion, SynthesisRecipe.CameraShake];

    public static IEnumerable<(string Set, string Figure, double Value)> Measure(IBlurClassifier classifier, string folder)
    {
        const string Set = "synthesized from hold-out images";
        var files = Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories).Where(HoldOutSynthesis.IsImage)
            .Order(StringComparer.Ordinal).ToArray();
        var synthesizer = new BlurSynthesizer();
        var widths = new List<(SynthesisRecipe Recipe, double True, double Said)>();
        var angles = new Dictionary<SynthesisRecipe, List<double>>
        {
            [SynthesisRecipe.StraightMotion] = [],
            [SynthesisRecipe.CameraShake] = [],
        };
        var motion = angles.Keys.ToDictionary(recipe => recipe, _ => 0);
        int softBackgrounds = 0, softBackgroundsTold = 0, softSubjects = 0, softSubjectsTold = 0;
        for (int i = 0; i < files.Length; i++)
        {
            foreach (var recipe in Even)
            {
                var made = HoldOutSynthesis.Make(synthesizer, files[i], seed: 1000 + i, recipe);
                var said = classifier.Classify(HoldOutSynthesis.Png(made.Image));
                if (said.BlurWidth is { } width) widths.Add((recipe, Math.Pow(2, made.Strength!.Value), width));
                if (!angles.TryGetValue(recipe, out var errors) || Math.Pow(2, made.Strength!.Value) < Blurred) continue;
                motion[recipe]++;
                if (said.MotionAngle is { } angle) errors.Add(Apart(angle, TrueAngle(made)));
            }
            if (Sides(classifier,
                HoldOutSynthesis.Make(synthesizer, files[i], 2000 + i, SynthesisRecipe.SoftBackground, 12)) is { } background)
                (softBackgrounds, softBackgroundsTold) = (softBackgrounds + 1, softBackgroundsTold + (background > 0 ? 1 : 0));
            if (Sides(classifier, HoldOutSynthesis.Make(synthesizer, files[i], 3000 + i, SynthesisRecipe.SoftSubject, 12)) is { } subject)
                (softSubjects, softSubjectsTold) = (softSubjects + 1, softSubjectsTold + (subject < 0 ? 1 : 0));
        }
        yield return (Set, $"foreground sharper than background where the background is soft ({softBackgrounds} images)",
            (double)softBackgroundsTold / softBackgrounds);
        yield return (Set, $"background sharper than foreground where the subject is soft ({softSubjects} images)",
            (double)softSubjectsTold / softSubjects);
        if (widths.Count == 0) yield break; // the model does not tell widths
        yield return (Set, $"Spearman of BlurWidth with the true width ({widths.Count} images)",
            RankCorrelation.Spearman([.. widths.Select(w => w.Said)], [.. widths.Select(w => w.True)]));
        foreach (var recipe in Even)
        {
            double[] errors = [.. widths.Where(w => w.Recipe == recipe && w.True >= Blurred).Select(w => Math.Abs(w.Said / w.True - 1))];
            yield return (Set, $"BlurWidth, median relative error, {recipe} ({errors.Length} images)", Median(errors));
        }
        foreach (var (recipe, errors) in angles)
        {
            yield return (Set, $"MotionAngle, share told, {recipe} (of {motion[recipe]})", (double)errors.Count / motion[recipe]);
            yield return (Set, $"MotionAngle, median error in degrees, {recipe} ({errors.Count} images)", Median([.. errors]));
        }
    }

    private static double? Sides(IBlurClassifier classifier, SynthesizedImage made)
    {
        // Where people would disagree or the subject is empty, there is nothing to compare with.
        if (made.TargetWeight < 0.5) return null;
        var said = classifier.Classify(HoldOutSynthesis.Png(made.Image));
        return said.ForegroundSharpness - said.BackgroundSharpness;
    }

    // Squares of widths along a streak at angle a are those of cos^2: two differences of them give twice the angle. Rows
    // count downwards, angles upwards.
    private static double TrueAngle(SynthesizedImage made)
    {
        int cells = made.MapWidth * made.MapHeight;
        double Square(int direction) =>
            Enumerable.Range(0, cells).Average(cell => Math.Pow(made.LocalDirectionalWidth[direction * cells + cell], 2));
        double degrees = -Math.Atan2(Square(1) - Square(3), Square(0) - Square(2)) * 90 / Math.PI;
        return degrees < 0 ? degrees + 180 : degrees;
    }

    private static double Apart(double one, double other)
    {
        double apart = Math.Abs(one - other) % 180;
        return Math.Min(apart, 180 - apart);
    }

    private static double Median(double[] values) => values.Length == 0 ? double.NaN : values.Order().ElementAt(values.Length / 2);
}
