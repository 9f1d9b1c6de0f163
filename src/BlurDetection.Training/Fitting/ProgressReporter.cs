using System.Diagnostics;
using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training.Fitting;

/// <summary>Turns the state of an epoch into <see cref="TrainingProgress"/>.</summary>
internal sealed class ProgressReporter(
    IProgress<TrainingProgress>? progress, TrainingSession session, int epoch, int validationImages, int trainingImages)
{
    private readonly long _started = Stopwatch.GetTimestamp();

    internal void Step(TrainingPhase phase, PhaseMeter meter, SampleStream stream)
    {
        // Validation has no backward pass, which is about two thirds of a training step.
        var done = (phase == TrainingPhase.Training ? meter.Images : trainingImages + meter.Images / 3.0) / Epoch;
        Report(phase, meter, stream.Steps, stream.Wait, done, null);
    }

    internal void EpochEnd(EpochResult result, PhaseMeter meter) =>
        Report(TrainingPhase.EpochEnd, meter, meter.Steps, result.DataWait, 1, result);

    private double Epoch => trainingImages + validationImages / 3.0;

    private void Report(TrainingPhase phase, PhaseMeter meter, int steps, TimeSpan wait, double done, EpochResult? result)
    {
        if (progress is null) return;
        var whole = Stopwatch.GetElapsedTime(_started) / Math.Max(done, 1e-6);
        progress.Report(new TrainingProgress
        {
            Phase = phase,
            Epoch = epoch,
            Epochs = session.Epochs,
            Step = meter.Steps,
            Steps = steps,
            Loss = meter.Loss,
            Accuracy = meter.Accuracy,
            ImagesPerSecond = meter.ImagesPerSecond,
            DataWait = wait,
            TimeLeft = whole * (session.Epochs - epoch + 1 - done),
            LearningRate = session.LearningRate,
            Result = result,
        });
    }
}
