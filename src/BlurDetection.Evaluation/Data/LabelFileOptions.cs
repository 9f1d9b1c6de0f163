namespace BlurDetection.Evaluation.Data;

/// <summary>How a label file is read.</summary>
public sealed class LabelFileOptions
{
    /// <summary>Name of the column with the image's path.</summary>
    /// <value>Default "filename". Upper and lower case are the same.</value>
    public string FileNameColumn { get; set; } = "filename";

    /// <summary>Name of the column with 0 (blur) or 1 (focus).</summary>
    /// <value>Default "label". Upper and lower case are the same.</value>
    public string LabelColumn { get; set; } = "label";

    /// <summary>What to do about a row that cannot be used.</summary>
    /// <value>Default <see cref="DataProblemPolicy.Continue"/>.</value>
    public DataProblemPolicy OnProblem { get; set; } = DataProblemPolicy.Continue;
}
