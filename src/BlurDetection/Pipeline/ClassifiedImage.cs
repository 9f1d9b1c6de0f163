using BlurDetection.Models;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>What the last mapping reads.</summary>
internal sealed class ClassifiedImage
{
    [ColumnName(PipelineColumns.Classification), VectorType]
    public VBuffer<float> Classification { get; set; }

    [ColumnName(PipelineColumns.Pixels), VectorType]
    public VBuffer<float> Pixels { get; set; }

    [ColumnName(PipelineColumns.Size), VectorType]
    public VBuffer<long> Size { get; set; }

    [ColumnName(PipelineColumns.Settings)]
    public string Settings { get; set; } = "";
}
