using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <inheritdoc cref="Rooms.Medium"/>
internal sealed class MediumPreparedPicture() : PreparedPicture(Rooms.Medium)
{
    [ColumnName(PipelineColumns.Pixels), VectorType(Rooms.Medium)]
    public VBuffer<float> Pixels { get => Room; set => Room = value; }
}
