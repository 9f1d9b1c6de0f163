using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Models;

/// <summary>The fixed-length input of a packed graph, which reads only as many values from the front as the image has.</summary>
internal sealed class PackedInput(int length) : ModelInput([PipelineColumns.Pixels, PipelineColumns.Size])
{
    public override BoundInput Bind(PlanarImage image)
    {
        var values = image.Pixels;
        if (values.Length > length)
            throw new ArgumentException($"An image of {image.Width}x{image.Height} does not fit this packed model of {length} values.",
                nameof(image));
        var rented = BoundedPool<float>.Rent(length);
        values.CopyTo(rented);
        return new BoundInput([Tensor(rented, length, length), Tensor(new long[] { image.Height, image.Width }, 2, 2)],
            () => BoundedPool<float>.Return(rented));
    }
}
