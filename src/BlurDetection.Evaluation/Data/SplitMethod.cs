namespace BlurDetection.Evaluation.Data;

/// <summary>What is kept together when images are divided.</summary>
public enum SplitMethod
{
    /// <summary>Copies, near-duplicates and the <c>group</c> column: the honest way.</summary>
    Grouped,

    /// <summary>Nothing: each image is drawn by itself, so copies can stand on both sides. Only to show what that claims.</summary>
    Random,
}
