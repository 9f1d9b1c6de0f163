using System.Globalization;
using System.Text;
using BlurDetection.Training;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Cli.Training;

/// <summary>Stages, steps and epochs in words.</summary>
internal static class TrainingWords
{
    public static string Of(BlurTrainingStage stage) => stage switch
    {
        BlurTrainingStage.ReadingImages => "Reading images",
        BlurTrainingStage.Training => "Training",
        BlurTrainingStage.CrossValidating => "Cross-validating",
        BlurTrainingStage.TrainingOnRandomSplit => "Training on a random split",
        BlurTrainingStage.Evaluating => "Evaluating",
        _ => "Writing the report",
    };

    /// <summary>How many images a stage is through, of a number that is not known.</summary>
    public static string Count(BlurTrainingStatus status) =>
        string.Create(CultureInfo.InvariantCulture, $"{Of(status.Stage)}, {status.Done:#,0}");

    /// <summary>A fold of a cross-validation.</summary>
    public static string Fold(BlurTrainingStatus status) => $"{Of(status.Stage)}, training {status.Fold} of {status.Folds}";

    /// <summary>How long the run will take, by its first steps.</summary>
    public static string Estimate(TrainingProgress step)
    {
        string steps = step.Steps == 1 ? "step" : "steps";
        return string.Create(CultureInfo.InvariantCulture,
            $"{step.Epochs} epochs of {step.Steps} {steps}: about {Left(step.TimeLeft)}, or less if it stops early");
    }

    /// <summary>A finished epoch, as Keras prints it.</summary>
    /// <param name="step">Its end.</param>
    /// <param name="speed">Whether images a second and the time spent waiting for them are told, too.</param>
    public static string Epoch(TrainingProgress step, bool speed)
    {
        var line = new StringBuilder().Append(CultureInfo.InvariantCulture, $"Epoch {step.Epoch}/{step.Epochs}");
        if (step.Result is not { } result) return line.ToString();
        line.Append(CultureInfo.InvariantCulture,
            $"  {result.Duration.TotalSeconds:0.0} s  loss {result.Loss:0.0000}  accuracy {result.Accuracy:0.000}");
        if (result is { ValLoss: { } loss, ValAccuracy: { } accuracy })
            line.Append(CultureInfo.InvariantCulture, $"  val_loss {loss:0.0000}  val_accuracy {accuracy:0.000}");
        if (speed)
            line.Append(CultureInfo.InvariantCulture,
                $"  {result.ImagesPerSecond:0} images/s  waited {result.DataWait.TotalSeconds:0.0} s");
        return line.Append(CultureInfo.InvariantCulture, $"  {Left(step.TimeLeft)} left").ToString();
    }

    /// <summary>A step in the middle of an epoch.</summary>
    public static string Step(TrainingProgress step) => string.Create(CultureInfo.InvariantCulture,
        $"Epoch {step.Epoch}/{step.Epochs}, {(step.Phase == TrainingPhase.Validation ? "validation" : "step")} {step.Step}/{step.Steps}  " +
            $"loss {step.Loss:0.000}  accuracy {step.Accuracy:0.000}  {step.ImagesPerSecond:0} images/s  {Left(step.TimeLeft)} left");

    private static string Left(TimeSpan time) => time.TotalMinutes switch
    {
        < 1 => $"{time.TotalSeconds.ToString("0", CultureInfo.InvariantCulture)} s",
        < 90 => $"{(int)time.TotalMinutes} min {time.Seconds} s",
        _ => $"{(int)time.TotalHours} h {time.Minutes} min",
    };
}
