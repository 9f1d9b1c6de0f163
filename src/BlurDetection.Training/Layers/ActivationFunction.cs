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

    /// <summary>min(max(x, 0), 6).</summary>
    Relu6,

    /// <summary>x where positive, exp(x) - 1 elsewhere.</summary>
    Elu,

    /// <summary>1.05070098735548 times x where positive, 1.67326324235438 (exp(x) - 1) elsewhere (Klambauer et al., 2017).</summary>
    Selu,

    /// <summary>x times the normal distribution's share below x, by the error function.</summary>
    Gelu,

    /// <summary>min(max(x / 6 + 0.5, 0), 1), as in Keras 3.</summary>
    HardSigmoid,

    /// <summary>min(max(0.2 x + 0.5, 0), 1), as in Keras 2 and TensorFlow.js.</summary>
    HardSigmoidKeras2,

    /// <summary>x min(max(x / 6 + 0.5, 0), 1), also called hard swish (Howard et al., 2019).</summary>
    HardSilu,

    /// <summary>x / (1 + |x|).</summary>
    Softsign,

    /// <summary>exp(x).</summary>
    Exponential,

    /// <summary>x tanh(log(1 + exp(x))) (Misra, 2019).</summary>
    Mish,

    /// <summary>The logarithm of <see cref="Softmax"/>.</summary>
    LogSoftmax,
}
