using BlurDetection.Evaluation.Files;
using CsvHelper;

namespace BlurDetection.Evaluation.Data;

/// <summary>Reads label files: comma-separated values with a header, <c>filename,label</c> and, if there, <c>group</c>, <c>split</c>,
/// <c>blur_type</c>, <c>confidence</c>.</summary>
/// <remarks>
/// <b><c>label</c> is 0 (blur) or 1 (focus)</b>, or a word: blur, blurred, blurry; focus, focused, in focus, sharp. ML.NET's <c>Label</c>
/// is the other way round, see <see cref="LabelTable.ToDataView"/>.
///  <c>split</c> is train, validation or test (or training, val, valid).
/// Semicolons and tabs are recognised as separators too. Other columns are ignored.
/// </remarks>
internal static class LabelFile
{
    private const int MostShown = 200;

    /// <summary>Reads the file and looks whether each image is there; does not open the images.</summary>
    /// <param name="labelsPath">The label file.</param>
    /// <param name="imagesFolder">Folder that the file names are relative to.</param>
    /// <param name="options">Column names and what to do about bad rows; the defaults where <see langword="null"/>.</param>
    /// <exception cref="FileNotFoundException">There is no such label file.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder of images.</exception>
    /// <exception cref="TrainingDataException">A needed column is missing, the file is empty, or a row is bad and the options say stop; or
    /// the file is a device, or has over 64 MiB.</exception>
    public static LabelTable Read(string labelsPath, string imagesFolder, LabelFileOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrEmpty(labelsPath);
        ArgumentException.ThrowIfNullOrEmpty(imagesFolder);
        if (!File.Exists(labelsPath)) throw new FileNotFoundException($"There is no label file '{labelsPath}'.", labelsPath);
        DocumentFile.Check(labelsPath, message => new TrainingDataException($"The label file cannot be read: {message}"));
        if (!Directory.Exists(imagesFolder)) throw new DirectoryNotFoundException($"There is no folder of images '{imagesFolder}'.");
        options ??= new LabelFileOptions();
        var problems = new List<DataProblem>();
        using CsvReader csv = CsvReader.FromFile(labelsPath, new CsvReaderOptions
        {
            TrackLineNumbers = true,
            TrimWhitespace = true,
            AllowLineBreaksInQuotes = false, // an unclosed quotation mark then spoils one row, not the rest of the file
            MalformedData = CsvMalformedDataHandling.Skip,
            OnMalformedRecord = record => Report(new DataProblem(DataProblemKind.MalformedRow, (int)record.LineNumber, null,
                $"{labelsPath}, row {record.LineNumber}: '{Shortened(record.RawRecord)}' is not well quoted.")),
        });
        RequireColumns(csv, labelsPath, options);

        var parser = new LabelRowParser(labelsPath, imagesFolder, options);
        var rows = new List<LabelRow>();
        while (csv.Read())
        {
            LabelRow? row = parser.Parse(csv, out DataProblem? problem);
            if (row is not null) rows.Add(row);
            if (problem is not null) Report(problem);
        }
        return new LabelTable(rows, problems);

        void Report(DataProblem problem)
        {
            if (options.StopAtProblem) throw new TrainingDataException(problem);
            problems.Add(problem);
        }
    }

    private static string Shortened(string record) => record.Length <= MostShown ? record : record[..MostShown] + "...";

    private static void RequireColumns(CsvReader csv, string labelsPath, LabelFileOptions options)
    {
        if (csv.Headers.Count == 0)
            throw new TrainingDataException(
                $"The label file '{labelsPath}' is empty; it needs a header with '{options.FileNameColumn}' and '{options.LabelColumn}'.");
        foreach (string column in new[] { options.FileNameColumn, options.LabelColumn })
            if (!csv.TryGetFieldIndex(column, out _))
                throw new TrainingDataException(new DataProblem(DataProblemKind.MissingColumn, 1, null,
                    $"{labelsPath}, row 1: no column '{column}'; there are {string.Join(", ", csv.Headers.Select(name => $"'{name}'"))}."));
    }
}
