namespace BlurDetection.Evaluation.Data;

/// <summary>Something wrong with one row of a label file, or with one image of a folder.</summary>
/// <param name="Kind">What is wrong.</param>
/// <param name="Row">Line of the label file, the header being 1; 0 where no label file names the image.</param>
/// <param name="FileName">The image as the row names it; <see langword="null"/> where it names none.</param>
/// <param name="Message">The whole story in one sentence: what, where, and what to do.</param>
public sealed record DataProblem(DataProblemKind Kind, int Row, string? FileName, string Message);
