namespace BlurDetection.Evaluation.Data;

/// <summary>What can be wrong with a row of a label file, or with the image it names.</summary>
public enum DataProblemKind
{
    /// <summary>The header lacks a column that is needed.</summary>
    MissingColumn,

    /// <summary>The row names no image.</summary>
    MissingFileName,

    /// <summary>The label is neither 0 (blur) nor 1 (focus).</summary>
    UnknownLabel,

    /// <summary>The <c>split</c> column holds a word that is not a part.</summary>
    UnknownSplit,

    /// <summary>An earlier row names the same file.</summary>
    DuplicateRow,

    /// <summary>There is no such file in the images' folder.</summary>
    MissingImage,

    /// <summary>The file is there and cannot be decoded.</summary>
    UnreadableImage,

    /// <summary>The row cannot be read as comma-separated values (an open quotation mark, say).</summary>
    MalformedRow,
}
