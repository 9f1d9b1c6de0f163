using BlurDetection.Models;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <inheritdoc cref="PixelCapacity.Small"/>
internal sealed class SmallPreparedImage() : PreparedImage(PixelCapacity.Small)
{
    [ColumnName(PipelineColumns.Pixels), VectorType(PixelCapacity.Small)]
    public VBuffer<float> Pixels { get => Vector; set => Vector = value; }
}
