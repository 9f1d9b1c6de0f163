namespace BlurDetection.Evaluation.Data;

/// <summary>What a person said of an image; the number is the value of the <c>label</c> column and the index of the
/// softmax output.</summary>
public enum ImageLabel
{
    /// <summary>The main subject is blurred.</summary>
    Blur = 0,

    /// <summary>The main subject is in focus.</summary>
    Focus = 1,
}
