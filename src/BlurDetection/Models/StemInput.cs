using BlurDetection.Buffers;
using BlurDetection.Imaging;
using BlurDetection.Inference;

namespace BlurDetection.Models;

/// <summary>Hands a graph what <see cref="StemConvolutions"/> makes of the image.</summary>
internal sealed class StemInput(StemConvolutions stem) : ModelInput([StemPattern.Input])
{
    public override BoundInput Bind(PlanarImage image)
    {
        int across = StemConvolutions.Cells(image.Width), down = StemConvolutions.Cells(image.Height);
        int length = across * down * StemConvolutions.Channels;
        byte[] bytes = BoundedPool<byte>.Rent(length);
        stem.Run(image.Pixels, image.Width, image.Height, bytes);
        return new BoundInput([Tensor(bytes, length, 1, down, across, StemConvolutions.Channels)], () => BoundedPool<byte>.Return(bytes));
    }
}
