namespace BlurDetection.Evaluation.Files;

/// <summary>Writes a file whole or not at all: beside it, to the disk, then moved into place.</summary>
internal static class AtomicFile
{
    /// <exception cref="IOException">The file cannot be written; the message names it. What else the writer throws passes
    /// as it is.</exception>
    internal static void Write(string path, Action<Stream> write)
    {
        var beside = path + ".tmp";
        try
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is { } folder) Directory.CreateDirectory(folder);
            using (var stream = new FileStream(beside, FileMode.Create, FileAccess.Write, FileShare.None, 1 << 16))
            {
                write(stream);
                stream.Flush(flushToDisk: true);
            }
            File.Move(beside, path, overwrite: true);
        }
        catch (Exception e)
        {
            Discard(beside);
            if (e is not (IOException or UnauthorizedAccessException)) throw;
            throw new IOException(
                $"{path} could not be written: {e.Message} {(File.Exists(path) ? "The file from before is kept." : "")}".TrimEnd(), e);
        }
    }

    private static void Discard(string path)
    {
        try
        {
            File.Delete(path);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The error that matters is the one that is already on its way.
        }
    }
}
