using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Quantization;

/// <summary>Which convolutions of a network are to compute in int8, and whose values are therefore rounded.</summary>
internal sealed class QuantizationPlan
{
    // Multiply-adds for each value read. With fewer, turning values into bytes costs more than is gained:
    // the embedded network without map takes 4.9 ms with 64, 5.8 ms with 16, 9.0 ms unquantised (one thread, 960x720).
    private const double LeastWorkForAValue = 64;

    private readonly Network _network;
    private readonly Dictionary<string, ResolvedLayer> _layers;

    public QuantizationPlan(Network network)
    {
        _network = network;
        _layers = network.Resolved.ToDictionary(layer => layer.Name);
        Convolutions =
            [.. network.Resolved.Where(layer => Pays(layer) && IsNeverNegative(layer.Inputs[0]) && RectifiedBy(layer) is not null)];
        Points = Convolutions.SelectMany(layer => new[] { layer.Inputs[0], RectifiedBy(layer)! }).ToHashSet();
    }

    /// <summary>The convolutions, in order.</summary>
    public IReadOnlyList<ResolvedLayer> Convolutions { get; }

    /// <summary>Layers whose values are rounded: what goes into those convolutions and what comes out of them.</summary>
    public IReadOnlySet<string> Points { get; }

    /// <summary>The layer whose values decide a point's range: what a pooling picks from rounded values keeps their steps.</summary>
    public string RangeOf(string point) =>
        _layers[point] is { Layer: MaxPooling2D } pooling && Points.Contains(pooling.Inputs[0]) ? RangeOf(pooling.Inputs[0]) : point;

    private static bool Pays(ResolvedLayer layer) =>
        layer.Layer is Conv2D { Groups: 1 } convolution
        && (double)convolution.KernelSize.Height * convolution.KernelSize.Width * convolution.Filters
            / (convolution.Strides.Height * convolution.Strides.Width) >= LeastWorkForAValue;

    // The layer that ends with the convolution's ReLU, if nothing else sees what comes before: only then is what the
    // convolution gives a byte.
    private string? RectifiedBy(ResolvedLayer convolution)
    {
        if (_network.Outputs.Values.Contains(convolution.Name)) return null;
        var function = ((Conv2D)convolution.Layer).Activation;
        if (function == ActivationFunction.Relu) return convolution.Name;
        if (function != ActivationFunction.Linear) return null;
        ResolvedLayer[] readers = [.. _network.Resolved.Where(reader => reader.Inputs.Contains(convolution.Name))];
        return readers is [{ Layer: Activation { Function: ActivationFunction.Relu } or ReLU { NegativeSlope: 0, Threshold: 0 } } only]
            && !_network.Outputs.Values.Contains(only.Name) ? only.Name : null;
    }

    // The image itself stays as it is: the finest blur shows in its smallest differences.
    private bool IsNeverNegative(string name) => _layers.TryGetValue(name, out var layer) && layer.Layer.FinalActivation switch
    {
        ActivationFunction.Relu or ActivationFunction.Sigmoid or ActivationFunction.Softplus or ActivationFunction.Abs => true,
        ActivationFunction.Linear when layer.Layer is ReLU { NegativeSlope: 0, Threshold: 0 } => true,
        ActivationFunction.Linear => layer.Layer is Identity or Resizing or CenterCrop or ZeroPadding2D or MaxPooling2D or AveragePooling2D
            or DownSampling2D or UpSampling2D or Concatenate or CenterCrop2D or Dropout && layer.Inputs.All(IsNeverNegative),
        _ => false,
    };
}
