using BlurDetection.Models;
using BlurDetection.Verdicts;
using Microsoft.ML.Transforms;

namespace BlurDetection.Pipeline;

/// <summary>The last step of the pipeline: what the network said becomes a verdict, by the rule that
/// <see cref="BlurClassifier"/> uses.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class VerdictMapping : CustomMappingFactory<ClassifiedImage, VerdictRow>
{
    public const string Contract = "BlurDetection.Verdict";

    /// <summary>Keeps the logit of a certain answer finite.</summary>
    private const double Certain = 1e-7;

    public override Action<ClassifiedImage, VerdictRow> GetMapping()
    {
        var settings = new SettingsCache();
        return (image, row) => Fill(image, row, settings.Get(image.Settings));
    }

    private static void Fill(ClassifiedImage image, VerdictRow row, PipelineSettings settings)
    {
        var values = image.Classification.GetValues();
        var classified = new ModelOutput(values[VerdictLayout.Probability], Known(values[VerdictLayout.Evidence]), Kind(values),
            Known(values[VerdictLayout.Strength]), null);
        var size = image.Size.GetValues();
        using var luma = new LumaPlane(image.Pixels.GetValues(), settings.Preprocessing.Channels, (int)size[1], (int)size[0]);
        var decision = new VerdictRule(settings.Threshold, settings.EvidenceThreshold, settings.DoubleImage).Decide(classified, luma);
        var (output, verdict, reason) = decision;

        row.PredictedLabel = verdict == BlurVerdict.Blurred;
        row.Probability = output.Probability;
        row.Score = Logit(output.Probability);
        row.BlurVerdict = verdict.ToString();
        row.BlurReason = reason.ToString();
        row.BlurKind = row.PredictedLabel ? output.Kind?.ToString() ?? "" : "";
        row.BlurStrength = output.Strength ?? float.NaN;
        row.BlurEvidence = values[VerdictLayout.Evidence];
        FillMap(row, values);
        if (decision.DoubleImage is not null)
            foreach (ref float cell in row.BlurMap.AsSpan()) cell = Math.Max(cell, output.Probability);
    }

    private static void FillMap(VerdictRow row, ReadOnlySpan<float> values)
    {
        (row.BlurMapHeight, row.BlurMapWidth) = ((int)values[VerdictLayout.MapHeight], (int)values[VerdictLayout.MapWidth]);
        var cells = row.BlurMapHeight * row.BlurMapWidth;
        row.BlurMap = values.Slice(VerdictLayout.Map, cells).ToArray();
        row.BlurMapCertainty = values.Slice(VerdictLayout.Map + cells, cells).ToArray();
    }

    private static BlurKind? Kind(ReadOnlySpan<float> values)
    {
        var kinds = values.Slice(VerdictLayout.Kind, VerdictLayout.KindCount);
        return float.IsNaN(kinds[0]) ? null : ModelOutputReader.MostLikely(kinds);
    }

    private static float Logit(double probability)
    {
        var p = Math.Clamp(probability, Certain, 1 - Certain);
        return (float)Math.Log(p / (1 - p));
    }

    private static float? Known(float value) => float.IsNaN(value) ? null : value;
}
