using CsvHelper;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Evaluation.Data;

internal sealed class LabelRowParser(string labelsPath, string imagesFolder, LabelFileOptions options)
{
    private const int MostFoldersListed = 64;
    private readonly Dictionary<string, int> _firstRows = [];
    private readonly Dictionary<string, Dictionary<string, string>> _listed = [];

    public LabelRow? Parse(CsvReader csv, out DataProblem? problem)
    {
        int row = (int)csv.LineNumber;
        string? fileName = Field(csv, options.FileNameColumn);
        DataProblem Problem(DataProblemKind kind, string what) => new(kind, row, fileName, $"{labelsPath}, row {row}: {what}");

        problem = null;
        if (fileName is null)
        {
            problem = Problem(DataProblemKind.MissingFileName, $"the column '{options.FileNameColumn}' is empty.");
            return null;
        }
        string? labelText = Field(csv, options.LabelColumn);
        if (ParseLabel(labelText) is not { } label)
        {
            problem = Problem(DataProblemKind.UnknownLabel,
                $"'{labelText}' is not a label for '{fileName}'; 0 (or blur, blurred) is blur, 1 (or focus, in focus, sharp) is focus.");
            return null;
        }
        if (fileName.Contains('\0'))
        {
            problem = new DataProblem(DataProblemKind.MissingImage, row, fileName.Replace("\0", "\\0"),
                $"{labelsPath}, row {row}: the file name '{fileName.Replace("\0", "\\0")}' holds a NUL character, which no file name can.");
            return null;
        }
        string path = PathOf(fileName);
        if (!_firstRows.TryAdd(path, row))
        {
            problem = Problem(DataProblemKind.DuplicateRow, $"'{fileName}' stands in row {_firstRows[path]} already; the first counts.");
            return null;
        }
        if (File.Exists(path) && !ImageFiles.IsRegular(path))
        {
            problem = Problem(DataProblemKind.UnreadableImage, $"'{fileName}' is a pipe, a socket or a device, not a regular file.");
            return null;
        }
        if (!File.Exists(path))
        {
            problem = Problem(DataProblemKind.MissingImage, $"there is no image '{fileName}' in '{imagesFolder}'{SimilarName(path)}.");
            return null;
        }
        string? splitText = Field(csv, "split");
        DataPart? part = ParsePart(splitText);
        if (splitText is not null && part is null)
        {
            problem = Problem(DataProblemKind.UnknownSplit, $"'{splitText}' is not a part; train, validation and test are.");
            return null;
        }
        return new LabelRow
        {
            Row = row,
            FileName = fileName,
            Path = path,
            Label = label,
            Group = Field(csv, "group"),
            Part = part,
            BlurType = Field(csv, "blur_type"),
            Confidence = Field(csv, "confidence"),
        };
    }

    // A file made on Windows separates folders by a backslash, which elsewhere may stand in a name.
    private string PathOf(string fileName)
    {
        string path = Path.GetFullPath(Path.Combine(imagesFolder, fileName));
        return Path.DirectorySeparatorChar == '\\' || !fileName.Contains('\\') || File.Exists(path)
            ? path
            : Path.GetFullPath(Path.Combine(imagesFolder, fileName.Replace('\\', '/')));
    }

    private static string? Field(CsvReader csv, string column) =>
        csv.TryGetFieldIndex(column, out int index) && csv.GetString(index).Trim() is { Length: > 0 } value ? value : null;

    // pandas writes 0.0 and 1.0 where a column once held a gap
    private static ImageLabel? ParseLabel(string? text) => text?.ToLowerInvariant() switch
    {
        "0" or "0.0" or "blur" or "blurred" or "blurry" => ImageLabel.Blur,
        "1" or "1.0" or "focus" or "focused" or "in focus" or "in_focus" or "sharp" => ImageLabel.Focus,
        _ => null,
    };

    private static DataPart? ParsePart(string? text) => text?.ToLowerInvariant() switch
    {
        "train" or "training" => DataPart.Training,
        "val" or "valid" or "validation" => DataPart.Validation,
        "test" => DataPart.Test,
        _ => null,
    };

    private string SimilarName(string path)
    {
        if (Path.GetDirectoryName(path) is not { } folder) return "";
        if (!_listed.TryGetValue(folder, out Dictionary<string, string>? names))
        {
            if (_listed.Count >= MostFoldersListed) return ""; // a hint is not worth more
            _listed[folder] = names = List(folder);
        }
        return names.TryGetValue(Path.GetFileName(path), out string? similar)
            ? $" (there is '{similar}': upper and lower case differ)" : "";
    }

    // Once for each folder, not for each row that names something missing there.
    private static Dictionary<string, string> List(string folder)
    {
        var names = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        try
        {
            foreach (string path in Directory.EnumerateFiles(folder)) names.TryAdd(Path.GetFileName(path), Path.GetFileName(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The row says that the image is missing; why the folder cannot be listed adds nothing.
        }
        return names;
    }
}
