using BlurDetection.Imaging;

namespace BlurDetection.Models;

/// <summary>An image-shaped input, read straight from the decoded image.</summary>
internal sealed class PlainInput(string name) : ModelInput([name])
{
    public override BoundInput Bind(PlanarImage image) =>
        new([Tensor(image.Buffer, image.Pixels.Length, 1, image.Channels, image.Height, image.Width)]);
}
