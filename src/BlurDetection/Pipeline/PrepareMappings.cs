using Microsoft.ML.Transforms;

#pragma warning disable MA0048 // six of one kind, told apart by their types alone

namespace BlurDetection.Pipeline;

// A saved model finds a mapping by its contract name, and both column types are part of it: one class for each kind of column and capacity.

[CustomMappingFactoryAttribute(Contract)]
internal sealed class SmallPathMapping : PrepareMapping<ImagePath, SmallPreparedImage>
{
    public const string Contract = "BlurDetection.Prepare.Path.Small";
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class MediumPathMapping : PrepareMapping<ImagePath, MediumPreparedImage>
{
    public const string Contract = "BlurDetection.Prepare.Path.Medium";
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class LargePathMapping : PrepareMapping<ImagePath, LargePreparedImage>
{
    public const string Contract = "BlurDetection.Prepare.Path.Large";
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class SmallImageMapping : PrepareMapping<ImageInMemory, SmallPreparedImage>
{
    public const string Contract = "BlurDetection.Prepare.Image.Small";
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class MediumImageMapping : PrepareMapping<ImageInMemory, MediumPreparedImage>
{
    public const string Contract = "BlurDetection.Prepare.Image.Medium";
}

[CustomMappingFactoryAttribute(Contract)]
internal sealed class LargeImageMapping : PrepareMapping<ImageInMemory, LargePreparedImage>
{
    public const string Contract = "BlurDetection.Prepare.Image.Large";
}
