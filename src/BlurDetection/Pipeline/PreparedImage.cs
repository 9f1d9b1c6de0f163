using BlurDetection.Imaging;
using BlurDetection.Models;
using Microsoft.ML.Data;

namespace BlurDetection.Pipeline;

/// <summary>What a preparing mapping writes: the image at the front of a vector whose length is the type's.</summary>
internal abstract class PreparedImage
{
    private readonly float[] _values;

    protected PreparedImage(int capacity)
    {
        _values = new float[capacity];
        Vector = new VBuffer<float>(capacity, _values);
    }

    [ColumnName(PipelineColumns.Size), VectorType(2)]
    public long[] Size { get; set; } = new long[2];

    protected VBuffer<float> Vector { get; set; }

    public void Take(PlanarImage image)
    {
        image.Pixels.CopyTo(_values);
        (Size[0], Size[1]) = (image.Height, image.Width);
    }
}
