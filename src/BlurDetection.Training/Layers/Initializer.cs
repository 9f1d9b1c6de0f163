namespace BlurDetection.Training.Layers;

/// <summary>How a kernel's weights begin. Biases begin at zero.</summary>
public enum Initializer
{
    /// <summary>Uniform within sqrt(6 / (fan in + fan out)) (Glorot and Bengio, 2010): Keras's default.</summary>
    GlorotUniform,

    /// <summary>Uniform within sqrt(6 / fan in) (He et al., 2015): keeps the variance through many ReLU layers.</summary>
    HeUniform,

    /// <summary>As <see cref="HeUniform"/>, then all filters but two made zero-mean and eight times as strong: blur shows in differences,
    /// and random filters see little but brightness.</summary>
    HighPass,
}
