using BlurDetection.Models;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace BlurDetection.Pipeline;

/// <summary>What the image mapping reads.</summary>
internal sealed class ImageInMemory
{
    // A size has to be given; columns of any size are read.
    [ColumnName(PipelineColumns.Image), ImageType(1, 1)]
    public MLImage? Image { get; set; }

    [ColumnName(PipelineColumns.Settings)]
    public string Settings { get; set; } = "";
}
