using System.Globalization;
using BlurDetection.Training.Native;

namespace BlurDetection.Training.Fitting;

/// <summary>The loss is no longer a finite number. Nothing of the epoch is kept; the last checkpoint is as it was.</summary>
public sealed class TrainingDivergedException : Exception
{
    /// <summary>Creates the exception.</summary>
    /// <param name="message">Where it happened, and what to try.</param>
    public TrainingDivergedException(string message) : base(message)
    {
    }

    internal static TrainingDivergedException At(int epoch, int step, double loss, double learningRate) => new(string.Create(
        CultureInfo.InvariantCulture,
        $"The loss became {loss} at epoch {epoch}, step {step}. "
        + $"Possible causes: a learning rate that is too high (try less than {learningRate}); an image with values that are not finite; "
        + $"or a processor on which libtorch's convolutions read unwritten memory (they are computed as {LibTorch.Convolutions} here; "
        + $"set the environment variable {ConvolutionSetting.Variable} to nomkldnn and try again)."));
}
