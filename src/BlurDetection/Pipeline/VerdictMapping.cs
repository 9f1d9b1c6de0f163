using BlurDetection.Models;
using BlurDetection.Verdicts;
using Microsoft.ML.Transforms;

namespace BlurDetection.Pipeline;

/// <summary>The last step of the pipeline: what the network said becomes a verdict, by the rule that <see cref="BlurClassifier"/> uses.</summary>
[CustomMappingFactoryAttribute(Contract)]
internal sealed class VerdictMapping : CustomMappingFactory<JudgedPicture, VerdictRow>
{
    public const string Contract = "BlurDetection.Verdict";

    /// <summary>Keeps the logit of a certain answer finite.</summary>
    private const double Certain = 1e-7;

    public override Action<JudgedPicture, VerdictRow> GetMapping()
    {
        var settings = new SettingsCache();
        return (picture, row) => Judge(picture, row, settings.Get(picture.Settings));
    }

    private static void Judge(JudgedPicture picture, VerdictRow row, PipelineSettings settings)
    {
        var values = picture.Judgement.GetValues();
        var output = new ModelOutput(values[JudgementLayout.Probability], Known(values[JudgementLayout.Evidence]), Kind(values), Known(values[JudgementLayout.Strength]), null);
        var size = picture.Size.GetValues();
        using var luma = new LumaPlane(picture.Pixels.GetValues(), settings.Preprocessing.Channels, (int)size[1], (int)size[0]);
        var (verdict, reason) = new VerdictRule(settings.Threshold, settings.EvidenceThreshold).Judge(output, luma);

        row.PredictedLabel = verdict == BlurVerdict.Blurred;
        row.Probability = output.Probability;
        row.Score = Logit(output.Probability);
        row.BlurVerdict = verdict.ToString();
        row.BlurReason = reason.ToString();
        row.BlurKind = row.PredictedLabel ? output.Kind?.ToString() ?? "" : "";
        row.BlurStrength = values[JudgementLayout.Strength];
        row.BlurEvidence = values[JudgementLayout.Evidence];
        FillMap(row, values);
    }

    private static void FillMap(VerdictRow row, ReadOnlySpan<float> values)
    {
        (row.BlurMapHeight, row.BlurMapWidth) = ((int)values[JudgementLayout.MapHeight], (int)values[JudgementLayout.MapWidth]);
        var cells = row.BlurMapHeight * row.BlurMapWidth;
        row.BlurMap = values.Slice(JudgementLayout.Map, cells).ToArray();
        row.BlurMapCertainty = values.Slice(JudgementLayout.Map + cells, cells).ToArray();
    }

    private static BlurKind? Kind(ReadOnlySpan<float> values)
    {
        var kinds = values.Slice(JudgementLayout.Kind, JudgementLayout.KindCount);
        return float.IsNaN(kinds[0]) ? null : ModelOutputReader.MostLikely(kinds);
    }

    private static float Logit(double probability)
    {
        var p = Math.Clamp(probability, Certain, 1 - Certain);
        return (float)Math.Log(p / (1 - p));
    }

    private static float? Known(float value) => float.IsNaN(value) ? null : value;
}
