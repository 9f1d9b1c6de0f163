using BlurDetection.Cli.Output;
using BlurDetection.Training;
using BlurDetection.Training.Fitting;
using Spectre.Console;

namespace BlurDetection.Cli.Training;

/// <summary>A bar for the stage at hand, the figures beside it, and a line above for each epoch that is done.</summary>
internal sealed class TrainingBars(IAnsiConsole console, ProgressContext context) : IProgress<BlurTrainingStatus>
{
    private readonly Lock _lock = new();
    private readonly RunEstimate _estimate = new();
    private readonly Dictionary<BlurTrainingStage, ProgressTask> _bars = [];

    public void Report(BlurTrainingStatus status)
    {
        lock (_lock)
        {
            if (!_bars.TryGetValue(status.Stage, out ProgressTask? bar))
            {
                foreach (ProgressTask done in _bars.Values) done.Value = done.MaxValue;
                _bars.Add(status.Stage, bar = context.AddTask(TrainingWords.Of(status.Stage)));
            }
            bar.IsIndeterminate = false;
            if (status is { Training: { } of, Folds: > 0 }) Show(bar, status, of);
            else if (status.Training is { } step) Show(bar, step);
            else
            {
                // A bar that is full is hidden, so a count without a total stands in words.
                bar.IsIndeterminate = status.Total == 0;
                bar.MaxValue = Math.Max(1, status.Total);
                if (status.Total > 0) bar.Value = Math.Max(bar.Value, status.Done);
                else if (status.Done > 0) bar.Description = TrainingWords.Count(status);
            }
        }
    }

    private static void Show(ProgressTask bar, BlurTrainingStatus status, TrainingProgress step)
    {
        bar.MaxValue = status.Folds;
        bar.Value = status.Fold - 1 + (double)step.Epoch / step.Epochs;
        bar.Description = TrainingWords.Fold(status);
    }

    private void Show(ProgressTask bar, TrainingProgress step)
    {
        if (_estimate.Of(step) is { } estimate) console.Write(new LineAboveBars(estimate));
        if (step.Phase == TrainingPhase.EpochEnd) console.Write(new LineAboveBars(TrainingWords.Epoch(step, speed: false)));
        bar.MaxValue = step.Epochs;
        bar.Value = step.Phase == TrainingPhase.Training ? step.Epoch - 1 + (double)step.Step / step.Steps : step.Epoch;
        bar.Description = Markup.Escape(TrainingWords.Step(step));
    }
}
