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

    /// <summary>Whether the first row that cannot be used stops the work with a <see cref="TrainingDataException"/>.</summary>
    /// <value>Default <see langword="false"/>: it is reported, and the work goes on without that row.</value>
    public bool StopAtProblem { get; set; }
}
