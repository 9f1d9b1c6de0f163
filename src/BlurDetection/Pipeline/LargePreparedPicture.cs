using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <inheritdoc cref="Rooms.Large"/>
internal sealed class LargePreparedPicture() : PreparedPicture(Rooms.Large)
{
    [ColumnName(PipelineColumns.Pixels), VectorType(Rooms.Large)]
    public VBuffer<float> Pixels { get => Room; set => Room = value; }
}
