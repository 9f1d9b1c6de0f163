using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>What the segments before a JPEG's picture data say (ITU-T T.81, annex B).</summary>
internal readonly record struct JpegHeader(int Width, int Height, int Components, int Orientation)
{
    /// <summary>Reads up to the frame header (SOF); false if there is none.</summary>
    public static bool TryRead(ReadOnlySpan<byte> jpeg, out JpegHeader header)
    {
        header = default;
        var orientation = 0;
        for (var at = 2; at + 4 <= jpeg.Length;)
        {
            if (jpeg[at] != 0xFF) return false;
            var marker = jpeg[at + 1];
            if (marker == 0xFF) // fill byte
            {
                at++;
                continue;
            }
            if (marker is 0x01 or (>= 0xD0 and <= 0xD8)) // stand-alone
            {
                at += 2;
                continue;
            }
            if (marker is 0xD9 or 0xDA) return false;
            var length = BinaryPrimitives.ReadUInt16BigEndian(jpeg[(at + 2)..]);
            if (length < 2 || at + 2 + length > jpeg.Length) return false;
            var body = jpeg.Slice(at + 4, length - 2);
            if (marker == 0xE1 && orientation == 0 && body.StartsWith("Exif\0"u8) && body.Length > 6)
                orientation = ExifOrientation.Read(body[6..]);
            if (IsFrame(marker))
            {
                if (body.Length < 6) return false;
                header = new(BinaryPrimitives.ReadUInt16BigEndian(body[3..]), BinaryPrimitives.ReadUInt16BigEndian(body[1..]), body[5], Math.Max(1, orientation));
                return header is { Width: > 0, Height: > 0 };
            }
            at += 2 + length;
        }
        return false;
    }

    private static bool IsFrame(byte marker) => marker is >= 0xC0 and <= 0xCF and not (0xC4 or 0xC8 or 0xCC);
}
