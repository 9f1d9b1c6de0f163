using System.Globalization;
using System.Text;

namespace BlurDetection.Evaluation.Files;

/// <summary>Keeps a second process from writing into the same folder; the system frees it when its owner ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    private const string Name = ".lock";
    private readonly FileStream _file;

    private FolderLock(FileStream file) => _file = file;

    /// <summary>Takes the lock of a folder that is there.</summary>
    /// <exception cref="IOException">Another process holds it; the message names its id.</exception>
    public static FolderLock Acquire(string folder)
    {
        string path = Path.Combine(folder, Name);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.Read, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (OwnerOf(path) is { } owner)
        {
            throw new IOException($"The folder '{folder}' is being written by another run (process {owner}). Wait for it to end, or " +
                $"choose another folder.", e);
        }
        file.SetLength(0);
        file.Write(Encoding.ASCII.GetBytes(Environment.ProcessId.ToString(CultureInfo.InvariantCulture)));
        file.Flush();
        return new FolderLock(file);
    }

    public void Dispose() => _file.Dispose();

    private static string? OwnerOf(string path)
    {
        try
        {
            using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete);
            using var reader = new StreamReader(file);
            return reader.ReadToEnd() is { Length: > 0 } owner ? owner : "unknown";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }
}
