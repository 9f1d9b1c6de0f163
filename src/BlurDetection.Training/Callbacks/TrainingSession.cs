using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Callbacks;

/// <summary>A training run as its callbacks see it.</summary>
public sealed class TrainingSession
{
    private readonly List<EpochResult> _history = [];

    internal TrainingSession(NetworkModule module, double learningRate, int epochs) =>
        (Module, LearningRate, Epochs) = (module, learningRate, epochs);

    /// <summary>The network in training.</summary>
    public NetworkModule Module { get; }

    /// <summary>The learning rate from the next step on.</summary>
    public double LearningRate { get; set; }

    /// <summary>Epochs asked for.</summary>
    public int Epochs { get; }

    /// <summary>The epochs done, the one just ended included.</summary>
    public IReadOnlyList<EpochResult> History => _history;

    /// <summary>Why no further epoch will be trained; <see langword="null"/> while training goes on.</summary>
    public string? StopReason { get; private set; }

    /// <summary>Ends the run after this epoch.</summary>
    /// <param name="reason">For people.</param>
    public void StopTraining(string reason) => StopReason ??= reason;

    internal void Add(EpochResult result) => _history.Add(result);

    internal void Restore(IEnumerable<EpochResult> results, double learningRate, string? stopReason)
    {
        _history.AddRange(results);
        (LearningRate, StopReason) = (learningRate, stopReason);
    }
}
