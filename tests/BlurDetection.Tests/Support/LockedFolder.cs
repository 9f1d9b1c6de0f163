namespace BlurDetection.Tests.Support;

/// <summary>Locks a folder until the test ends: its names cannot be read.</summary>
internal sealed class LockedFolder : IDisposable
{
    private readonly string _path;

    public LockedFolder(string path)
    {
        _path = path;
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(path, UnixFileMode.None);
    }

    /// <summary>False where permissions do not bite: on Windows they are others, and root may open everything.</summary>
    public bool IsLocked
    {
        get
        {
            try
            {
                Directory.GetFiles(_path);
                return false;
            }
            catch (UnauthorizedAccessException)
            {
                return true;
            }
        }
    }

    public void Dispose()
    {
        if (!OperatingSystem.IsWindows())
            File.SetUnixFileMode(_path, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
    }
}
