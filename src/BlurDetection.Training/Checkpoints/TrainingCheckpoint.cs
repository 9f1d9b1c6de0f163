using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training.Checkpoints;

/// <summary>Everything that a run needs to go on as if it had never been interrupted.</summary>
/// <remarks>The random state is the seed and the epoch: every epoch draws its order, its augmentation and its dropout
/// from the two alone.</remarks>
internal sealed record TrainingCheckpoint(
    TrainingCheckpointHeader Header,
    IReadOnlyDictionary<string, NetworkWeight> Weights,
    IReadOnlyDictionary<string, NetworkWeight> Optimizer,
    IReadOnlyDictionary<string, NetworkWeight> Average,
    IReadOnlyList<CallbackState> Callbacks)
{
    internal const string FileName = "last.safetensors";
}
