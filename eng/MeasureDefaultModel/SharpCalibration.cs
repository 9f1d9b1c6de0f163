using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Synthesis;

namespace BlurDetection.Engineering;

/// <summary>What calibration on twenty sharp images of a kind does for the others of that kind, sharp and blurred by
/// synthesis: each folder inside is a kind.</summary>
internal static class SharpCalibration
{
    private const int Calibrating = 20, Draws = 20;

    public static IEnumerable<(string Set, string Figure, double Value)> Measure(BlurClassifier classifier, string folder)
    {
        var before = new List<double>();
        var after = new List<double>();
        foreach (string kind in Directory.EnumerateDirectories(folder).Order(StringComparer.Ordinal))
        {
            string[] files = [.. Directory.EnumerateFiles(kind).Where(HoldOutSynthesis.IsImage).Order(StringComparer.Ordinal)];
            int calibrating = Math.Min(Calibrating, files.Length * 2 / 3);
            if (calibrating < CalibrationOptions.LeastFocused) continue;
            EvaluatedImage[][] results = [.. files.Select((file, i) => Results(classifier, file, i))];
            double was, found;
            try
            {
                (was, found) = Mean(classifier, results, calibrating);
            }
            catch (TrainingDataException e) // too few of a draw show anything
            {
                Console.Error.WriteLine($"{kind} is left out: {e.Message}");
                continue;
            }
            before.Add(was);
            after.Add(found);
            yield return ($"calibration, {Path.GetFileName(kind)}", $"balanced accuracy as it is ({files.Length} images)", was);
            yield return ($"calibration, {Path.GetFileName(kind)}",
                $"balanced accuracy after calibration on {calibrating} sharp ones", found);
        }
        if (before.Count == 0) yield break;
        yield return ($"calibration, mean of {before.Count} kinds", "balanced accuracy as it is", before.Average());
        yield return ($"calibration, mean of {before.Count} kinds", "balanced accuracy after calibration on sharp ones", after.Average());
    }

    // The sharp image, then blurred ones of the same.
    private static EvaluatedImage[] Results(BlurClassifier classifier, string file, int index)
    {
        var synthesizer = new BlurSynthesizer(new SynthesisOptions { OverlayChance = 0, WatermarkChance = 0, HeavyProcessingChance = 0,
            WeatherChance = 0, GlareChance = 0, FieldStopChance = 0 });
        var random = new Random(index);
        return [.. new[] { SynthesisRecipe.Sharp, SynthesisRecipe.Defocus, SynthesisRecipe.CameraShake }.Select(recipe =>
        {
            var made = HoldOutSynthesis.Make(synthesizer, file, index, recipe, recipe == SynthesisRecipe.Sharp ? null
                : Math.Pow(2, 1.8 + 2.6 * random.NextDouble()));
            var said = classifier.Classify(HoldOutSynthesis.Png(made.Image));
            return new EvaluatedImage
            {
                FileName = file, ContentHash = $"{file} {recipe}", Label = recipe == SynthesisRecipe.Sharp ? ImageLabel.Focus
                    : ImageLabel.Blur,
                Verdict = said.Verdict, Reason = said.Reason, Probability = said.Probability, Evidence = said.Evidence, Width = said.Width,
                Height = said.Height,
            };
        })];
    }

    private static (double Before, double After) Mean(BlurClassifier classifier, EvaluatedImage[][] results, int calibrating)
    {
        var random = new Random(1);
        double before = 0, after = 0;
        for (int draw = 0; draw < Draws; draw++)
        {
            random.Shuffle(results);
            var pictures =
                CalibrationImages.FromResults([.. results.Take(calibrating).Select(of => of[0])], classifier.Model.EvidenceThreshold);
            var chosen = ModelCalibrator.Choose(classifier, pictures);
            EvaluatedImage[] others = [.. results.Skip(calibrating).SelectMany(of => of)];
            before += Balanced(others, classifier.Threshold, classifier.Model.EvidenceThreshold);
            after += Balanced(others, chosen.Points.Medium.Threshold, chosen.EvidenceThreshold);
        }
        return (before / Draws, after / Draws);
    }

    private static double Balanced(EvaluatedImage[] results, double threshold, double? evidence)
    {
        double Called(ImageLabel label) =>
            results.Where(r => r.Label == label).Average(r => r.Probability >= threshold && !(r.Evidence < evidence) ? 1.0 : 0);
        return (1 - Called(ImageLabel.Focus) + Called(ImageLabel.Blur)) / 2;
    }
}
