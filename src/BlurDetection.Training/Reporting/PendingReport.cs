using BlurDetection.Evaluation.Files;

namespace BlurDetection.Training.Reporting;

/// <summary>Stands where a report will be: from the start of a run nobody takes an older report for its own, and after a
/// failure none says that it goes on.</summary>
internal sealed class PendingReport : IDisposable
{
    private const string Running = "Training is under way.", Ended = "Training did not end: it failed or was stopped. Go on with --resume.";
    private readonly string _path;

    public PendingReport(string path)
    {
        _path = path;
        Write(Running);
    }

    public void Dispose()
    {
        try
        {
            if (new FileInfo(_path) is { Exists: true, Length: var length } && length == Running.Length) Write(Ended);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that matters is the one that is already on its way.
        }
    }

    private void Write(string text) => AtomicFile.Write(_path, stream => stream.Write(System.Text.Encoding.UTF8.GetBytes(text)));
}
