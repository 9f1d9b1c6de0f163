namespace BlurDetection.Training.Layers;

/// <summary>The function applied to each value of a layer's output.</summary>
public enum ActivationFunction
{
    /// <summary>x.</summary>
    Linear,

    /// <summary>max(x, 0).</summary>
    Relu,

    /// <summary>x where positive, 0.2 x elsewhere (Keras's default slope is 0.2 for the function).</summary>
    LeakyRelu,

    /// <summary>1 / (1 + exp(-x)).</summary>
    Sigmoid,

    /// <summary>Hyperbolic tangent.</summary>
    Tanh,

    /// <summary>log(1 + exp(x)).</summary>
    Softplus,

    /// <summary>x sigmoid(x), also called swish.</summary>
    Silu,

    /// <summary>|x|.</summary>
    Abs,

    /// <summary>exp(x) divided by its sum over the channels.</summary>
    Softmax,
}
