using BlurDetection.Inputs;

namespace BlurDetection.Evaluation.Files;

/// <summary>Files of text that a user names (label files, layer lists, recipes, manifests), read within one limit: such a name may lead
/// anywhere.</summary>
internal static class DocumentFile
{
    /// <inheritdoc cref="DocumentLimits.MaxBytes"/>
    public const int MaxBytes = DocumentLimits.MaxBytes;

    /// <summary>Refuses what is not a regular file, and what is larger than <see cref="MaxBytes"/>; a path without a file passes.</summary>
    /// <param name="path">The file; it is not opened.</param>
    /// <param name="refusal">Makes the reader's own exception of a message, which names the file.</param>
    public static void Check(string path, Func<string, Exception> refusal)
    {
        RequireRegular(path, refusal);
        if (FileIdentity.Of(path) is { Length: > MaxBytes }) throw refusal(TooLarge(path));
    }

    /// <summary>Refuses folders, pipes, sockets and devices, which might never end; a path without a file passes.</summary>
    /// <param name="path">The file; it is not opened.</param>
    /// <param name="refusal">Makes the reader's own exception of a message, which names the file.</param>
    public static void RequireRegular(string path, Func<string, Exception> refusal)
    {
        if (FileIdentity.Of(path) is { IsRegular: false })
            throw refusal($"'{path}' is a folder, a pipe, a socket or a device, not a regular file.");
    }

    /// <summary>All bytes of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="refusal">Makes the reader's own exception of a message, which names the file.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    public static byte[] ReadBytes(string path, Func<string, Exception> refusal)
    {
        Check(path, refusal);
        using FileStream file = File.OpenRead(path);
        using var content = new MemoryStream();
        var buffer = new byte[1 << 16];
        for (int read; (read = file.Read(buffer)) > 0;) // the length that a file claims may grow, or be 0 as in /proc
        {
            if (content.Length + read > MaxBytes) throw refusal(TooLarge(path));
            content.Write(buffer, 0, read);
        }
        return content.ToArray();
    }

    /// <summary>The text of a file, in UTF-8 unless a mark says otherwise.</summary>
    /// <inheritdoc cref="ReadBytes"/>
    public static string ReadText(string path, Func<string, Exception> refusal)
    {
        using var reader = new StreamReader(new MemoryStream(ReadBytes(path, refusal)));
        return reader.ReadToEnd();
    }

    private static string TooLarge(string path) => $"'{path}' has more than {MaxBytes} bytes, the most that is read of such a file.";
}
