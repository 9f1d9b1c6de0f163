namespace BlurDetection.Evaluation.Data;

/// <summary>A label file as read: the rows that can be used and the problems of those that cannot.</summary>
/// <param name="Rows">Usable rows in the order of the file.</param>
/// <param name="Problems">What was wrong with the others, in the order of the file.</param>
public sealed record LabelTable(IReadOnlyList<LabelRow> Rows, IReadOnlyList<DataProblem> Problems);
