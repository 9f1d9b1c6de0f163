namespace BlurDetection.Training.Callbacks;

/// <summary>Names of the figures in an epoch's logs, as callbacks monitor them.</summary>
internal static class LogNames
{
    /// <summary>Categorical cross-entropy on the training images.</summary>
    public const string Loss = "loss";

    /// <summary>Accuracy on the training images.</summary>
    public const string Accuracy = "accuracy";

    /// <summary>Categorical cross-entropy on the validation images, without class weights.</summary>
    public const string ValLoss = "val_loss";

    /// <summary>Accuracy on the validation images.</summary>
    public const string ValAccuracy = "val_accuracy";

    /// <summary>The learning rate of the epoch.</summary>
    public const string LearningRate = "learning_rate";

    /// <summary>The loss of an output besides "probabilities" on the training images: "map_loss".</summary>
    /// <param name="output">Its name.</param>
    public static string LossOf(string output) => $"{output}_loss";
}
