using System.Globalization;

namespace BlurDetection.Evaluation.Files;

/// <summary>Keeps a second process from writing into the same folder; the system frees it when its owner ends, however it ends.</summary>
internal sealed class FolderLock : IDisposable
{
    // The id has a file of its own: on Unix only a file that is shared with nobody is locked, not even with readers.
    private const string Name = ".lock", OwnerName = ".lock-owner";
    private const int LongestId = 20;
    private readonly FileStream _file;
    private readonly string _owner;

    private FolderLock(FileStream file, string owner) => (_file, _owner) = (file, owner);

    /// <summary>Takes the lock of a folder that is there.</summary>
    /// <exception cref="IOException">Another process holds it; the message names its id. Or the folder cannot be written.</exception>
    public static FolderLock Acquire(string folder)
    {
        string path = Path.Combine(folder, Name), owner = Path.Combine(folder, OwnerName);
        FileStream file;
        try
        {
            file = new FileStream(path, FileMode.OpenOrCreate, FileAccess.Write, FileShare.None, bufferSize: 1, FileOptions.DeleteOnClose);
        }
        catch (IOException e) when (File.Exists(path))
        {
            throw new IOException($"The folder '{folder}' is being written by another run (process {IdIn(owner)}). "
                + "Wait for it to end, or choose another folder.", e);
        }
        var taken = new FolderLock(file, owner);
        try
        {
            File.WriteAllText(owner, Environment.ProcessId.ToString(CultureInfo.InvariantCulture));
            return taken;
        }
        catch
        {
            taken.Dispose();
            throw;
        }
    }

    public void Dispose()
    {
        try
        {
            File.Delete(_owner);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // A name that stays is overwritten by the next owner.
        }
        _file.Dispose();
    }

    private static string IdIn(string path)
    {
        try
        {
            return DocumentFile.ReadText(path, message => new IOException(message)) is { Length: > 0 and <= LongestId } id ? id : "unknown";
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return "unknown";
        }
    }
}
