namespace BlurDetection.Evaluation.Data;

/// <summary>What an image is used for.</summary>
public enum DataPart
{
    /// <summary>The weights are fitted to it.</summary>
    Training = 0,

    /// <summary>Chooses the best epoch and the threshold; never fitted to.</summary>
    Validation = 1,

    /// <summary>Only measured, after everything is chosen.</summary>
    Test = 2,
}
