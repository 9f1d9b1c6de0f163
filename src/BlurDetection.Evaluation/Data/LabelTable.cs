using Microsoft.ML;

namespace BlurDetection.Evaluation.Data;

/// <summary>A label file as read: the rows that can be used and the problems of those that cannot.</summary>
/// <param name="Rows">Usable rows in the order of the file.</param>
/// <param name="Problems">What was wrong with the others, in the order of the file.</param>
internal sealed record LabelTable(IReadOnlyList<LabelRow> Rows, IReadOnlyList<DataProblem> Problems)
{
    /// <summary>The rows for ML.NET: <c>ImagePath</c> (text), <c>Label</c> (<b>true = blurry</b>, although the file says 0) and
    /// <c>Group</c> (text, empty where the file names none).</summary>
    /// <param name="context">The context that trains or evaluates.</param>
    public IDataView ToDataView(MLContext context)
    {
        ArgumentNullException.ThrowIfNull(context);
        return context.Data.LoadFromEnumerable(
            Rows.Select(row => new { ImagePath = row.Path, Label = row.Label == ImageLabel.Blur, Group = row.Group ?? "" }));
    }
}
