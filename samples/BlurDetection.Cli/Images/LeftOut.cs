using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;

namespace BlurDetection.Cli.Images;

/// <summary>Counts what a walk through folders leaves out, by kind.</summary>
/// <param name="byContent">Whether a file of another ending is opened, and taken if its content is that of a known image format.</param>
internal sealed class LeftOut(bool byContent = false)
{
    // Endings of images that cannot be decoded; a file with any other ending is not an image, and nobody expects a verdict on it.
    private static readonly HashSet<string> ImageEndings = new(StringComparer.OrdinalIgnoreCase)
    {
        ".heic", ".heif", ".avif", ".tif", ".tiff", ".jxl", ".jp2", ".j2k", ".psd", ".svg", ".dcm",
        ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2", ".pef", ".srw",
    };

    private readonly SortedDictionary<string, int> _endings = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Folders inside folders that were not entered, for want of <c>--recursive</c>.</summary>
    public long Folders { get; private set; }

    /// <summary>Links to folders that were not followed, for want of <c>--follow</c>.</summary>
    public long Links { get; private set; }

    /// <summary>Further names of files and folders that were found already.</summary>
    public long Repeated { get; private set; }

    /// <summary>Pipes, sockets and devices.</summary>
    public long Special { get; private set; }

    /// <summary>Files that are images by their ending, of formats that cannot be decoded.</summary>
    public int Images { get; private set; }

    /// <summary>Hidden files and folders, and those that other programs keep beside images; nobody expects a verdict on them.</summary>
    public long Companions { get; private set; }

    public bool Any => _endings.Count + Folders + Links + Companions + Repeated + Special > 0;

    /// <summary>Counts everything below a folder that training and calibration would leave out there.</summary>
    /// <exception cref="NoImagesException">The folder is there and holds no supported image.</exception>
    public static LeftOut Below(string folder, bool followLinks, CancellationToken cancellationToken)
    {
        var left = new LeftOut();
        if (!Directory.Exists(folder)) return left; // the command says so itself
        bool found = left.Walk(folder, recursive: true, followLinks, cancellationToken).Count(file => file.Refused is null) > 0;
        return found ? left : throw left.NoImages([folder]);
    }

    /// <summary>The images of a folder, and the folders in it that cannot be opened; what else is there is counted.</summary>
    public IEnumerable<WalkedFile> Walk(string folder, bool recursive, bool followLinks, CancellationToken cancellationToken)
    {
        var walk = new FolderWalk(folder, new FolderWalkOptions
        {
            Recursive = recursive, FollowLinks = followLinks, Filter = IsSupported, OnFiltered = Count,
        });
        foreach (WalkedFile file in walk.Files(cancellationToken)) yield return file;
        Companions += walk.Companions;
        (Folders, Links, Repeated, Special) =
            (Folders + walk.FoldersNotEntered, Links + walk.LinksNotFollowed, Repeated + walk.Repeated, Special + walk.SpecialFiles);
    }

    /// <summary>Whether a file or folder is another program's or hidden; it is counted then.</summary>
    public bool IsCompanion(string path)
    {
        if (!ImageFiles.IsCompanion(path)) return false;
        Companions++;
        return true;
    }

    private bool IsSupported(string path) => ImageFiles.IsImage(path) || (byContent && ContentIsImage(path));

    private void Count(string path)
    {
        string ending = Path.GetExtension(path).ToLowerInvariant();
        if (ImageEndings.Contains(ending)) Images++;
        ending = ending.Length > 1 ? ending : "no ending";
        _endings[ending] = _endings.GetValueOrDefault(ending) + 1;
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
            Count(Companions, "hidden file or companion of another program was skipped",
                "hidden files and companions of other programs were skipped"),
            Count(Folders, "folder was not entered: add -r", "folders were not entered: add -r"),
            Count(Links, "link to a folder was not followed: add --follow", "links to folders were not followed: add --follow"),
            Count(Repeated, "further name of a file or folder counted once", "further names of files or folders counted once"),
            Count(Special, "pipe, socket or device was not opened", "pipes, sockets and devices were not opened"),
        }.OfType<string>());
    }

    private static bool ContentIsImage(string path)
    {
        try
        {
            using var file = File.OpenRead(path);
            byte[] start = new byte[4096];
            ImageFormat format =
                ImageFormatDetector.Detect(start.AsSpan(0, file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)));
            // Two bytes are too few to tell from a text by.
            return format is not (ImageFormat.Unknown or ImageFormat.Bmp)
                && !(format == ImageFormat.JpegXl && start[0] == 0xFF && !ImageEndings.Contains(Path.GetExtension(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return ImageEndings.Contains(Path.GetExtension(path)); // reported where an image that cannot be opened is
        }
    }

    private static string? Count(long count, string one, string many) => count == 0 ? null : $"{count} {(count == 1 ? one : many)}";
}
