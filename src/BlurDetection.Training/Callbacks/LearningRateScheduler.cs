namespace BlurDetection.Training.Callbacks;

/// <summary>Sets the learning rate of each epoch.</summary>
/// <param name="schedule">From the epoch (from 1) and the current rate to the epoch's rate.</param>
public sealed class LearningRateScheduler(Func<int, double, double> schedule) : TrainingCallback
{
    /// <summary>From the beginning to the end along half a cosine (Loshchilov and Hutter, 2017).</summary>
    /// <param name="initial">The rate of the first epoch.</param>
    /// <param name="epochs">Epochs until it is over, at least 1.</param>
    /// <param name="final">The rate after the last. Default 0.</param>
    public static LearningRateScheduler Cosine(double initial, int epochs, double final = 0) =>
        new((epoch, _) => final + (initial - final) * (1 + Math.Cos(Math.PI * Math.Min(epoch - 1, epochs) / epochs)) / 2);

    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingSession session, int epoch) => session.LearningRate = schedule(epoch, session.LearningRate);
}
