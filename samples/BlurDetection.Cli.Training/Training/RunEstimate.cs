using BlurDetection.Training.Fitting;

namespace BlurDetection.Cli.Training;

/// <summary>Tells once how long a run will take, as soon as its speed is known.</summary>
internal sealed class RunEstimate
{
    /// <summary>Steps before their speed says something of the others.</summary>
    private const int FirstSteps = 3;

    private bool _told;

    /// <summary>The estimate in words; <see langword="null"/> before it is known, and ever after.</summary>
    public string? Of(TrainingProgress step)
    {
        if (_told || step.Phase != TrainingPhase.Training || step.Step < Math.Min(FirstSteps, step.Steps)) return null;
        _told = true;
        return TrainingWords.Estimate(step);
    }
}
