using BlurDetection.Imaging;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>What a preparing mapping writes: the picture at the front of a vector whose length is the type's.</summary>
internal abstract class PreparedPicture
{
    private readonly float[] _room;

    protected PreparedPicture(int room)
    {
        _room = new float[room];
        Room = new VBuffer<float>(room, _room);
    }

    [ColumnName(PipelineColumns.Size), VectorType(2)]
    public long[] Size { get; set; } = new long[2];

    protected VBuffer<float> Room { get; set; }

    public void Take(PlanarImage image)
    {
        image.Pixels.CopyTo(_room);
        (Size[0], Size[1]) = (image.Height, image.Width);
    }
}
