using System.IO.Compression;

namespace BlurDetection.Dicom.Reading;

/// <summary>Inflates a deflated data set (PS3.5, A.5) under a limit.</summary>
internal static class Inflation
{
    private const int Step = 64 << 10;

    // Images shrink to a third or so, even ones to a thousandth: a small file must not become a large one.
    private const int MostGrowth = 30, AlwaysAllowed = 48 << 20;

    /// <exception cref="ImageTooLargeException">It has more than <paramref name="maxBytes"/>.</exception>
    /// <exception cref="UnsupportedImageException">The bytes are not a deflate stream.</exception>
    public static ReadOnlyMemory<byte> Inflate(ReadOnlyMemory<byte> deflated, int maxBytes)
    {
        maxBytes = (int)Math.Min(maxBytes, Math.Max(AlwaysAllowed, (long)MostGrowth * deflated.Length));
        using var input = new MemoryStream(deflated.ToArray(), writable: false);
        using var inflater = new DeflateStream(input, CompressionMode.Decompress);
        var (bytes, length) = (new byte[Step], 0);
        try
        {
            while (inflater.Read(bytes, length, bytes.Length - length) is var read and > 0)
            {
                length += read;
                if (length > maxBytes) throw DicomErrors.TooManyBytes(maxBytes);
                if (length == bytes.Length) Array.Resize(ref bytes, (int)Math.Min(Math.Min(2L * length, maxBytes + 1L), Array.MaxLength));
            }
        }
        catch (InvalidDataException)
        {
            throw DicomErrors.Damaged("its deflated data set cannot be inflated");
        }
        return bytes.AsMemory(0, length);
    }
}
