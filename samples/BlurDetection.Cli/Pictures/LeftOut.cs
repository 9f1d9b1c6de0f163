using BlurDetection.Evaluation.Data;

namespace BlurDetection.Cli.Pictures;

/// <summary>Counts what a walk through folders leaves out, by kind.</summary>
internal sealed class LeftOut
{
    // Endings of images that cannot be decoded; any other ending is no image's, and nobody expects a verdict on it.
    private static readonly HashSet<string> ImageEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".heic", ".heif", ".avif", ".tif", ".tiff", ".jxl", ".jp2", ".j2k", ".psd", ".svg", ".dcm",
        ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2", ".pef", ".srw",
    };

    private static readonly EnumerationOptions Everything = new()
    {
        RecurseSubdirectories = true, IgnoreInaccessible = true, AttributesToSkip = FileAttributes.None,
    };

    private readonly SortedDictionary<string, int> _endings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders inside folders that were not entered, for want of <c>--recursive</c>.</summary>
    public int Folders { get; set; }

    /// <summary>Links to folders, which are never followed: they may lead in circles.</summary>
    public int Links { get; set; }

    /// <summary>Files that are images by their ending, of formats that cannot be decoded.</summary>
    public int Images { get; private set; }

    public bool Any => _endings.Count + Folders + Links > 0;

    /// <summary>Counts everything below a folder that training and calibration would leave out there.</summary>
    /// <exception cref="NoImagesException">The folder is there and holds no supported image.</exception>
    public static LeftOut Below(string folder)
    {
        var left = new LeftOut();
        if (!Directory.Exists(folder)) return left; // the command says so itself
        bool found = false;
        foreach (string path in Directory.EnumerateFiles(folder, "*", Everything)) found |= left.IsSupported(path);
        return found ? left : throw left.NoImages([folder]);
    }

    /// <summary>Whether a file is a supported image by its ending; if not, it is counted.</summary>
    public bool IsSupported(string path)
    {
        if (PictureFiles.IsPicture(path)) return true;
        string ending = Path.GetExtension(path).ToLowerInvariant();
        if (ImageEndings.Contains(ending)) Images++;
        ending = ending.Length > 1 ? ending : "no ending";
        _endings[ending] = _endings.GetValueOrDefault(ending) + 1;
        return false;
    }

    public NoImagesException NoImages(IEnumerable<string> places) =>
        new($"No supported image in {string.Join(", ", places.Select(place => $"'{place}'"))}: {(Any ? ToString() : "nothing is there")}.");

    public override string ToString()
    {
        int files = _endings.Values.Sum();
        string kinds = string.Join(", ", _endings.OrderByDescending(e => e.Value).Select(e => $"{e.Key} {e.Value}"));
        return string.Join("; ", new[]
        {
            Count(files, "file is not a supported image", "files are not supported images") is { } text ? $"{text} ({kinds})" : null,
            Count(Folders, "folder was not entered: add -r", "folders were not entered: add -r"),
            Count(Links, "link to a folder was not followed", "links to folders were not followed"),
        }.OfType<string>());
    }

    private static string? Count(int count, string one, string many) => count == 0 ? null : $"{count} {(count == 1 ? one : many)}";
}
