namespace BlurDetection.Training.Callbacks;

/// <summary>Looks in on a training run, and may change its learning rate, its weights or its end.</summary>
public abstract class TrainingCallback
{
    /// <summary>Called once, before the first epoch of the call and after a checkpoint was restored.</summary>
    /// <param name="session">The run.</param>
    public virtual void OnTrainBegin(TrainingSession session)
    {
    }

    /// <summary>Called before each epoch.</summary>
    /// <param name="session">The run.</param>
    /// <param name="epoch">From 1.</param>
    public virtual void OnEpochBegin(TrainingSession session, int epoch)
    {
    }

    /// <summary>Called after each epoch and its validation, before the checkpoint is written.</summary>
    /// <param name="session">The run.</param>
    /// <param name="result">The epoch.</param>
    public virtual void OnEpochEnd(TrainingSession session, EpochResult result)
    {
    }

    /// <summary>Called once, after the last epoch; not after an error or a cancellation.</summary>
    /// <param name="session">The run.</param>
    public virtual void OnTrainEnd(TrainingSession session)
    {
    }

    /// <summary>What the callback must remember over a resume. Default: nothing.</summary>
    public virtual CallbackState SaveState() => CallbackState.Empty;

    /// <summary>Takes back what <see cref="SaveState"/> gave.</summary>
    /// <param name="state">The state.</param>
    public virtual void RestoreState(CallbackState state)
    {
    }
}
