using BlurDetection.Imaging;
using BlurDetection.Inputs;

namespace BlurDetection.Evaluation.Files;

/// <summary>Reads the files that a label file or a folder names, within limits: such a name may lead anywhere.</summary>
internal static class ImageFileReader
{
    /// <summary>All bytes of a regular file.</summary>
    /// <exception cref="UnsupportedImageException">It is a folder, a pipe, a socket or a device.</exception>
    /// <exception cref="ImageTooLargeException">It has more bytes than the options allow.</exception>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static byte[] Read(string path, ImageDecoderOptions? options)
    {
        if (FileIdentity.Of(path) is { IsRegular: false })
            throw new UnsupportedImageException($"'{path}' is a folder, a pipe, a socket or a device, not a regular file.");
        int most = (options ?? new ImageDecoderOptions()).MaxEncodedBytes;
        using var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read, bufferSize: 0);
        if (file.Length > most) throw new ImageTooLargeException($"'{path}' has {file.Length} bytes; {most} are read.");
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        return bytes;
    }
}
