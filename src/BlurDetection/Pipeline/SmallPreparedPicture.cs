using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <inheritdoc cref="Rooms.Small"/>
internal sealed class SmallPreparedPicture() : PreparedPicture(Rooms.Small)
{
    [ColumnName(PipelineColumns.Pixels), VectorType(Rooms.Small)]
    public VBuffer<float> Pixels { get => Room; set => Room = value; }
}
