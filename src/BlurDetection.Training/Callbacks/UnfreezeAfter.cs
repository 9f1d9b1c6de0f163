namespace BlurDetection.Training.Callbacks;

/// <summary>Fine-tuning: trains only some layers for the first epochs, then all of them at a lower rate.</summary>
/// <param name="epochs">Epochs with the others frozen, 0 or more.</param>
/// <param name="trainedFirst">Says for each layer's name whether it learns from the start.</param>
/// <param name="learningRateFactor">The rate is multiplied by it when all layers begin to learn. Default 0.1.</param>
internal sealed class UnfreezeAfter(int epochs, Func<string, bool> trainedFirst, double learningRateFactor = 0.1) : TrainingCallback
{
    /// <inheritdoc/>
    public override void OnEpochBegin(TrainingSession session, int epoch)
    {
        session.Module.SetTrainable(name => epoch > epochs || trainedFirst(name));
        if (epoch == epochs + 1) session.LearningRate *= learningRateFactor;
    }
}
