using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;

namespace BlurDetection.Training.Quantization;

/// <summary>Some images of a folder, read again each of two times, so that none stays in memory.</summary>
internal sealed class FolderImages
{
    private const int Times = 2;
    private readonly string _folder;
    private readonly string[] _paths;
    private readonly Preprocessing _preprocessing;
    private readonly IProgress<int>? _progress;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<string, DataProblem> _problems = [];
    private int _read;

    public FolderImages(string folder, int most, Preprocessing preprocessing, IProgress<int>? progress, bool followLinks,
        CancellationToken cancellationToken)
    {
        (_folder, _preprocessing, _progress, _cancellation) = (folder, preprocessing, progress, cancellationToken);
        string[] all = [.. ImageFiles.Below(folder, skipLocked: true, followLinks, cancellationToken)];
        _paths = all.Length <= most ? all : [.. Enumerable.Range(0, most).Select(i => all[(int)((long)i * all.Length / most)])];
    }

    public IReadOnlyList<DataProblem> Problems => [.. _problems.Values];

    /// <exception cref="TrainingDataException">None of them can be read.</exception>
    public IEnumerable<PlanarImage> Read()
    {
        bool any = false;
        foreach (string path in _paths)
        {
            _cancellation.ThrowIfCancellationRequested();
            if (Decode(path) is not { } decoded) continue;
            using (decoded) yield return decoded.Pixels;
            any = true;
            _progress?.Report(++_read / Times);
        }
        if (!any) throw new TrainingDataException($"The folder '{_folder}' holds no image that can be read.");
    }

    private DecodedImage? Decode(string path)
    {
        try
        {
            return ImageDecoder.DecodeFile(path, _preprocessing);
        }
        catch (Exception error)
            when (error is UnsupportedImageException or ImageTooLargeException or IOException or UnauthorizedAccessException)
        {
            _problems[path] = new DataProblem(DataProblemKind.UnreadableImage, 0, Path.GetRelativePath(_folder, path),
                $"'{path}' cannot be read: {error.Message}");
            return null;
        }
    }
}
