using BlurDetection.Imaging;

namespace BlurDetection.Scanning.Sources;

/// <summary>Tells images whose names do not: downloads, caches and stores of objects have names without an ending.</summary>
internal static class ImageContent
{
    private const int HeadBytes = 512;

    /// <summary>Whether a file begins as an image does; a file that cannot be read does not.</summary>
    /// <remarks>Two bytes make a BMP or a bare JPEG XL, and many a text: those need their ending.</remarks>
    public static bool IsImage(string path)
    {
        Span<byte> head = stackalloc byte[HeadBytes];
        try
        {
            using var file = File.OpenHandle(path);
            head = head[..RandomAccess.Read(file, head, 0)];
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            return false;
        }
        return ImageFormatDetector.Detect(head) is not (ImageFormat.Unknown or ImageFormat.Bmp)
            && head is not [0xFF, 0x0A, ..];
    }
}
