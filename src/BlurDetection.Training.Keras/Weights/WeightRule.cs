using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Weights;

/// <summary>One of a layer's weights on both sides.</summary>
/// <param name="KerasName">Its name in Keras ("kernel").</param>
/// <param name="Name">Its name here.</param>
/// <param name="Layout">How the axes lie.</param>
internal sealed record WeightRule(string KerasName, string Name, KernelLayout Layout)
{
    /// <summary>The shape in Keras of a weight that has this one here.</summary>
    internal long[] KerasShape(long[] shape, int multiplier) => Layout switch
    {
        KernelLayout.Dense => [shape[1], shape[0]],
        KernelLayout.Convolution => [shape[2], shape[3], shape[1], shape[0]],
        KernelLayout.Depthwise => [shape[2], shape[3], shape[0] / multiplier, multiplier],
        KernelLayout.Plane => [shape[1], shape[2], shape[0]],
        KernelLayout.ChannelOfPlane => [1, 1, shape[0]],
        _ => shape,
    };

    /// <summary>Keras's array as our weight; its shape must be the one of <see cref="KerasShape"/>.</summary>
    internal NetworkWeight FromKeras(KerasArray array, long[] shape) => new(shape, Layout switch
    {
        KernelLayout.Dense => AxisOrder.Permute(array.Values, array.Shape, [1, 0]),
        KernelLayout.Convolution => AxisOrder.Permute(array.Values, array.Shape, [3, 2, 0, 1]),
        KernelLayout.Depthwise => AxisOrder.Permute(array.Values, array.Shape, [2, 3, 0, 1]),
        KernelLayout.Plane => AxisOrder.Permute(array.Values, array.Shape, [2, 0, 1]),
        _ => array.Values,
    });

    /// <summary>Our weight as Keras's array.</summary>
    internal KerasArray ToKeras(NetworkWeight weight, int multiplier)
    {
        long[] shape = weight.Shape, target = KerasShape(shape, multiplier);
        return new KerasArray(target, Layout switch
        {
            KernelLayout.Dense => AxisOrder.Permute(weight.Values, shape, [1, 0]),
            KernelLayout.Convolution => AxisOrder.Permute(weight.Values, shape, [2, 3, 1, 0]),
            KernelLayout.Depthwise =>
                AxisOrder.Permute(weight.Values, [shape[0] / multiplier, multiplier, shape[2], shape[3]], [2, 3, 0, 1]),
            KernelLayout.Plane => AxisOrder.Permute(weight.Values, shape, [1, 2, 0]),
            _ => weight.Values,
        });
    }
}
