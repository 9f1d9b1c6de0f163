using BlurDetection.Training;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Cli.Training;

/// <summary>A line for each stage and each epoch.</summary>
internal sealed class TrainingLines(TextWriter error) : IProgress<BlurTrainingStatus>
{
    private readonly Lock _lock = new();
    private (BlurTrainingStage Stage, int Fold)? _stage;
    private readonly RunEstimate _estimate = new();

    public void Report(BlurTrainingStatus status)
    {
        lock (_lock)
        {
            if (_stage != (status.Stage, status.Fold))
            {
                _stage = (status.Stage, status.Fold);
                error.WriteLine((status.Folds > 0 ? TrainingWords.Fold(status) : TrainingWords.Of(status.Stage)) + " ...");
            }
            if (status.Folds > 0) return; // the epochs of models that are thrown away tell nobody anything
            if (status.Training is { } first && _estimate.Of(first) is { } estimate) error.WriteLine(estimate);
            if (status.Training is { Phase: TrainingPhase.EpochEnd } step) error.WriteLine(TrainingWords.Epoch(step, speed: true));
        }
    }
}
