namespace BlurDetection.Training.Keras.Weights;

/// <summary>How the axes of one of Keras's weights lie against ours.</summary>
internal enum KernelLayout
{
    /// <summary>One number a channel.</summary>
    Vector,

    /// <summary>Dense: [in, out] there, [out, in] here.</summary>
    Dense,

    /// <summary>Convolution: [height, width, in, out] there, [out, in, height, width] here.</summary>
    Convolution,

    /// <summary>Depthwise: [height, width, in, multiplier] there, [in x multiplier, 1, height, width] here.</summary>
    Depthwise,

    /// <summary>One number for each place of a plane: [height, width, channels] there, [channels, height, width] here.</summary>
    Plane,

    /// <summary>One number a channel of a plane: [1, 1, channels] there, [channels] here.</summary>
    ChannelOfPlane,
}
