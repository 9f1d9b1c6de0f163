using BlurDetection.Imaging;

namespace BlurDetection.Training.Fitting;

/// <summary>One image with its truth.</summary>
/// <param name="Image">The network's input. Images of one batch may differ in size; those of one size are computed
/// together, so equal sizes are faster.</param>
/// <param name="Target">One probability for each class, in the order of the outputs (0 = blur, 1 = focus), sum 1; soft
/// targets are allowed.</param>
/// <param name="Weight">How much it counts, 0 or more. Default 1. Class weights come on top.</param>
public sealed record TrainingSample(PlanarImage Image, IReadOnlyList<float> Target, float Weight = 1)
{
    /// <summary>Ground truth of other outputs, by name; of use where <see cref="FitOptions.Losses"/> has a loss for them.</summary>
    /// <value>Default none.</value>
    public IReadOnlyDictionary<string, OutputTarget> Targets { get; init; } = new Dictionary<string, OutputTarget>();
}
