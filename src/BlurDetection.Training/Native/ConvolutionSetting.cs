namespace BlurDetection.Training.Native;

/// <summary>The environment variable that chooses how convolutions are computed.</summary>
internal static class ConvolutionSetting
{
    internal const string Variable = "BLURDETECTION_CONVOLUTIONS";

    /// <summary>The mode that the variable asks for; <see langword="null"/> where a check decides.</summary>
    /// <exception cref="LibTorchUnavailableException">There is no such value.</exception>
    internal static ConvolutionMode? Read() => Parse(Environment.GetEnvironmentVariable(Variable));

    internal static ConvolutionMode? Parse(string? value) => value?.Trim().ToLowerInvariant() switch
    {
        null or "" or "auto" => null,
        "plain" => ConvolutionMode.Plain,
        "padded" => ConvolutionMode.PaddedFilters,
        "sse41" => ConvolutionMode.Sse41,
        "nomkldnn" => ConvolutionMode.WithoutOneDnn,
        _ => throw new LibTorchUnavailableException(
            $"The environment variable {Variable} is '{value}'; it must be auto, plain, padded, sse41 or nomkldnn."),
    };
}
