using System.Buffers.Binary;

namespace BlurDetection.Magick.Raw;

/// <summary>Fujifilm's RAF: the header names the place of its JPEG.</summary>
internal static class RafFile
{
    private const int JpegOffset = 84, JpegLength = 88;

    public static void Find(ReadOnlySpan<byte> raf, List<(long Offset, long Length)> found)
    {
        if (raf.Length >= JpegLength + 4)
            found.Add((BinaryPrimitives.ReadUInt32BigEndian(raf[JpegOffset..]), BinaryPrimitives.ReadUInt32BigEndian(raf[JpegLength..])));
    }
}
