using BlurDetection.Models;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <inheritdoc cref="PixelCapacity.Medium"/>
internal sealed class MediumPreparedImage() : PreparedImage(PixelCapacity.Medium)
{
    [ColumnName(PipelineColumns.Pixels), VectorType(PixelCapacity.Medium)]
    public VBuffer<float> Pixels { get => Vector; set => Vector = value; }
}
