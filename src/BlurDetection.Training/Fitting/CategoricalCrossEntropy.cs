using static TorchSharp.torch;

namespace BlurDetection.Training.Fitting;

/// <summary>Cross-entropy of class probabilities, for hard and soft targets, from logits.</summary>
internal sealed class CategoricalCrossEntropy(IReadOnlyList<double>? classWeights)
{
    /// <summary>The sum over the batch. As in Keras, weights scale a sample's loss and do not change what it is divided by.</summary>
    internal Tensor Sum(Tensor logits, Batch batch)
    {
        var perClass = batch.Targets * logits.log_softmax(1);
        if (classWeights is not null) perClass *= tensor(classWeights.Select(w => (float)w).ToArray(), device: logits.device);
        return -(perClass.sum(1) * batch.Weights).sum();
    }

    internal static int Correct(Tensor logits, Batch batch) => (int)logits.argmax(1).eq(batch.Targets.argmax(1)).sum().item<long>();
}
