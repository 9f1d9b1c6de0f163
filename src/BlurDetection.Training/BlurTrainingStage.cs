namespace BlurDetection.Training;

/// <summary>What a call of <see cref="BlurTrainer"/> is doing.</summary>
public enum BlurTrainingStage
{
    /// <summary>Every image is opened once: readable, copies, groups.</summary>
    ReadingImages,

    /// <summary>The network is trained.</summary>
    Training,

    /// <summary>The network is trained once for each fold, to classify images that it did not see.</summary>
    CrossValidating,

    /// <summary>The network is trained once more on a random split, to show what that would have claimed.</summary>
    TrainingOnRandomSplit,

    /// <summary>The exported model classifies the hold-out images.</summary>
    Evaluating,

    /// <summary>The report is written.</summary>
    Reporting,
}
