using BlurDetection.Models;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>What the last mapping writes, under names of its own; the pipeline then copies them to those of
/// <see cref="BlurDetectionOutput"/>.</summary>
internal sealed class VerdictRow
{
    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.PredictedLabel))]
    public bool PredictedLabel { get; set; }

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.Score))]
    public float Score { get; set; }

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.Probability))]
    public float Probability { get; set; }

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurVerdict))]
    public string BlurVerdict { get; set; } = "";

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurReason))]
    public string BlurReason { get; set; } = "";

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurKind))]
    public string BlurKind { get; set; } = "";

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurStrength))]
    public float BlurStrength { get; set; }

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurEvidence))]
    public float BlurEvidence { get; set; }

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurMap)), VectorType]
    public float[] BlurMap { get; set; } = [];

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurMapCertainty)), VectorType]
    public float[] BlurMapCertainty { get; set; } = [];

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurMapWidth))]
    public int BlurMapWidth { get; set; }

    [ColumnName(PipelineColumns.Prefix + nameof(BlurDetectionOutput.BlurMapHeight))]
    public int BlurMapHeight { get; set; }
}
