using TorchSharp;
using TorchSharp.Modules;

namespace BlurDetection.Training.Callbacks;

/// <summary>Writes the logs of each epoch as events that TensorBoard reads: <c>tensorboard --logdir FOLDER</c>.</summary>
/// <remarks>A resumed run writes a further file into the folder; TensorBoard reads all of them as one run.</remarks>
/// <param name="folder">Where the event files are written; made if it is missing.</param>
/// <exception cref="IOException">Thrown while training if the file cannot be written.</exception>
public sealed class TensorBoard(string folder) : TrainingCallback
{
    private SummaryWriter? _writer;

    /// <inheritdoc/>
    public override void OnEpochEnd(TrainingSession session, EpochResult result)
    {
        ArgumentNullException.ThrowIfNull(result);
        _writer ??= torch.utils.tensorboard.SummaryWriter(folder);
        foreach ((string name, double value) in result.Logs.OrderBy(log => log.Key, StringComparer.Ordinal))
            _writer.add_scalar(name, (float)value, result.Epoch);
    }
}
