namespace BlurDetection.Training.Layers;

internal static class Pooling
{
    internal static LayerShape Infer(LayerShape input, Extent pool, Extent strides, Padding padding)
    {
        input.RequireSpatial();
        pool.RequirePositive("pool_size");
        strides.RequirePositive("strides");
        return input with
        {
            Height = SamePadding.OutputSize(input.Height, pool.Height, strides.Height, 1, padding),
            Width = SamePadding.OutputSize(input.Width, pool.Width, strides.Width, 1, padding),
        };
    }

    internal static LayerShape InferGlobal(LayerShape input, bool keepDims) => keepDims
        ? input.RequireSpatial() with { Height = 1, Width = 1 }
        : LayerShape.Vector(input.RequireSpatial().Channels);
}
