using BlurDetection.Models;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <inheritdoc cref="PixelCapacity.Large"/>
internal sealed class LargePreparedImage() : PreparedImage(PixelCapacity.Large)
{
    [ColumnName(PipelineColumns.Pixels), VectorType(PixelCapacity.Large)]
    public VBuffer<float> Pixels { get => Vector; set => Vector = value; }
}
