namespace BlurDetection.Training.Native;

/// <summary>Chooses the cheapest way to compute convolutions that is right on this processor.</summary>
internal static class ConvolutionChoice
{
    /// <summary>Chooses.</summary>
    /// <param name="requested">What the user asks for, without a check; <see langword="null"/> to check.</param>
    /// <param name="passes">True where convolutions of a mode read nothing but what was written.</param>
    /// <param name="switchOffOneDnn">Switches oneDNN off for the process; false where this libtorch has no such switch.</param>
    /// <exception cref="LibTorchUnavailableException">No mode passes, or the switch that is asked for is missing.</exception>
    internal static ConvolutionMode Choose(ConvolutionMode? requested, Func<ConvolutionMode, bool> passes, Func<bool> switchOffOneDnn)
    {
        if (requested == ConvolutionMode.WithoutOneDnn && !switchOffOneDnn())
            throw new LibTorchUnavailableException(
                $"{ConvolutionSetting.Variable} is nomkldnn, but this build of libtorch has no switch for oneDNN. Use padded or sse41.");
        if (requested is { } mode) return mode;
        if (passes(ConvolutionMode.Plain)) return ConvolutionMode.Plain;
        if (passes(ConvolutionMode.PaddedFilters)) return ConvolutionMode.PaddedFilters;
        if (switchOffOneDnn() && passes(ConvolutionMode.WithoutOneDnn)) return ConvolutionMode.WithoutOneDnn;
        throw new LibTorchUnavailableException(
            "libtorch's convolutions give undefined numbers on this processor, and no known workaround helps. "
            + $"Set the environment variable {ConvolutionSetting.Variable} to sse41, or train on another machine.");
    }
}
