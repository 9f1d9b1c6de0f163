using BlurDetection.Training;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Cli.Training;

/// <summary>A line for each stage and each epoch.</summary>
internal sealed class TrainingLines(TextWriter error) : IProgress<BlurTrainingStatus>
{
    private readonly Lock _lock = new();
    private BlurTrainingStage? _stage;

    public void Report(BlurTrainingStatus status)
    {
        lock (_lock)
        {
            if (_stage != status.Stage)
            {
                _stage = status.Stage;
                error.WriteLine(TrainingWords.Of(status.Stage) + " ...");
            }
            if (status.Training is { Phase: TrainingPhase.EpochEnd } step) error.WriteLine(TrainingWords.Epoch(step));
        }
    }
}
