using BlurDetection.Evaluation.Metrics;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;

namespace BlurDetection.FinishDefaultModel;

/// <summary>Measures on the hold-out images.</summary>
internal static class HoldOutFigures
{
    private static readonly SynthesisRecipe[] Partly =
        [SynthesisRecipe.SoftBackground, SynthesisRecipe.SoftSubject, SynthesisRecipe.ObjectMotion, SynthesisRecipe.DepthRamp,
            SynthesisRecipe.Halves, SynthesisRecipe.LongExposure];

    public static SortedDictionary<string, double> Of(IReadOnlyList<HoldOutScore> scores, VerdictScaling scaling, double threshold)
    {
        var figures = new SortedDictionary<string, double>(StringComparer.Ordinal)
        {
            ["calibration_slope"] = scaling.Slope,
            ["calibration_strength_slope"] = scaling.StrengthSlope,
            ["calibration_offset"] = scaling.Offset,
        };
        foreach (var group in scores.GroupBy(score => score.Image.Group))
        {
            // A target of a half says nothing about right or wrong.
            var classified = group.Where(score => score.Image.Target is < 0.2f or > 0.8f).ToArray();
            var scored = new ScoredImages(classified.Select(score => scaling.Probability(score.Logit, score.Strength)),
                classified.Select(score => score.Image.Target > 0.5f));
            figures[$"{group.Key}_roc_auc"] = scored.RocAuc();
            figures[$"{group.Key}_balanced_accuracy"] = scored.BalancedAccuracy(threshold);
            figures[$"{group.Key}_focus_recall"] = Share(classified.Where(score => score.Image.Target < 0.2f),
                score => scaling.Probability(score.Logit, score.Strength) < threshold);
            figures[$"{group.Key}_blur_recall"] = Share(classified.Where(score => score.Image.Target > 0.8f),
                score => scaling.Probability(score.Logit, score.Strength) >= threshold);
            figures[$"{group.Key}_ece"] = Reliability.ExpectedCalibrationError(Reliability.Bins(scored));
            foreach (var recipe in classified.Where(score => score.Image.Recipe is not null).GroupBy(score => score.Image.Recipe!.Value))
                figures[$"recall_{recipe.Key}"] =
                    Share(recipe, score => scaling.Probability(score.Logit, score.Strength) >= threshold == score.Image.Target > 0.5f);
            foreach (var scene in group.Where(score => score.Image.DefocusStep is not null).GroupBy(score => score.Image.Scene))
                figures[$"spearman_{scene.Key}"] = RankCorrelation.Spearman([.. scene.Select(score => score.Strength)],
                    [.. scene.Select(score => (double)score.Image.DefocusStep!.Value)]);
        }
        foreach (var recipe in scores.Where(score => score.Image.LocalBlur is not null && score.Image.Recipe is { } made
            && Partly.Contains(made)).GroupBy(score => score.Image.Recipe!.Value))
            figures[$"map_auc_{recipe.Key}"] = MapAuc(recipe);
        float[] ofPhotographs = [.. scores.Where(score => score.Image.Group == HoldOutImage.Photographs).SelectMany(score => score.Map)];
        if (ofPhotographs.Length > 0)
            figures["map_focus_photographs"] = ofPhotographs.Count(blur => blur < 0.5f) / (double)ofPhotographs.Length;
        var all = scores.Where(score => score.Image.Target is < 0.2f or > 0.8f).ToArray();
        figures["ece"] = Reliability.ExpectedCalibrationError(Reliability.Bins(new ScoredImages(
            all.Select(score => scaling.Probability(score.Logit, score.Strength)), all.Select(score => score.Image.Target > 0.5f))));
        return figures;
    }

    // Flat cells count as much as any: a map is looked at as a whole.
    private static double MapAuc(IEnumerable<HoldOutScore> scores)
    {
        var cells = new PixelScores();
        foreach (var score in scores)
            for (int i = 0; i < score.Map.Length; i++)
                if (score.Image.LocalBlur![i] is < 0.2f or > 0.8f) cells.Add(score.Map[i], score.Image.LocalBlur[i] > 0.5f);
        return cells.RocAuc();
    }

    private static double Share(IEnumerable<HoldOutScore> scores, Func<HoldOutScore, bool> right)
    {
        var all = scores.ToArray();
        return all.Length == 0 ? double.NaN : (double)all.Count(right) / all.Length;
    }
}
