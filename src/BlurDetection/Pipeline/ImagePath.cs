using BlurDetection.Models;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>What the path mapping reads.</summary>
internal sealed class ImagePath
{
    [ColumnName(PipelineColumns.Path)]
    public string Path { get; set; } = "";

    [ColumnName(PipelineColumns.Settings)]
    public string Settings { get; set; } = "";
}
