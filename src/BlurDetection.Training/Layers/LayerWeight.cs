namespace BlurDetection.Training.Layers;

/// <summary>One array of numbers that a layer owns.</summary>
/// <param name="Name">"kernel", "bias", "gamma" ...</param>
/// <param name="Shape">In torch's and ONNX's order: output channels first.</param>
/// <param name="IsTrainable">False for running statistics.</param>
/// <param name="Limit">Begins uniform in [-Limit, Limit]; 0 for a constant.</param>
/// <param name="Constant">The value it begins with where Limit is 0.</param>
internal sealed record LayerWeight(string Name, long[] Shape, bool IsTrainable = true, double Limit = 0, float Constant = 0)
{
    internal long Count => Shape.Aggregate(1L, (a, b) => a * b);

    internal static LayerWeight Kernel(Initializer initializer, long receptive, long channelsIn, long channelsOut, long[] shape)
    {
        var fan = initializer == Initializer.GlorotUniform ? receptive * (channelsIn + channelsOut) : receptive * channelsIn;
        return new LayerWeight("kernel", shape, Limit: Math.Sqrt(6.0 / fan));
    }
}
