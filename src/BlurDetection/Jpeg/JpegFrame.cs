using System.Buffers.Binary;

namespace BlurDetection.Jpeg;

/// <summary>The frame of a JPEG: its size and how many blocks each component has.</summary>
internal sealed class JpegFrame
{
    private const long MostBlocks = 1 << 24; // a gigapixel

    private JpegFrame(JpegFrameComponent[] components, bool isProgressive, int width, int height) =>
        (Components, IsProgressive, McuColumns, McuRows) = (components, isProgressive, width, height);

    public JpegFrameComponent[] Components { get; }

    public bool IsProgressive { get; }

    public int McuColumns { get; }

    public int McuRows { get; }

    /// <summary>Reads a SOF segment of a Huffman-coded DCT frame of 8 bits; null for other ones.</summary>
    public static JpegFrame? TryRead(byte marker, ReadOnlySpan<byte> body)
    {
        if (marker is < 0xC0 or > 0xC2 || body.Length < 6 || body[0] != 8 || body.Length < 6 + 3 * body[5] || body[5] is < 1 or > 4)
            return null;
        var (height, width) = (BinaryPrimitives.ReadUInt16BigEndian(body[1..]), BinaryPrimitives.ReadUInt16BigEndian(body[3..]));
        int mostH = 1, mostV = 1;
        for (var i = 0; i < body[5]; i++)
        {
            int h = body[7 + 3 * i] >> 4, v = body[7 + 3 * i] & 15;
            if (h is < 1 or > 4 || v is < 1 or > 4) return null;
            (mostH, mostV) = (Math.Max(mostH, h), Math.Max(mostV, v));
        }
        int columns = Ceiling(width, 8 * mostH), rows = Ceiling(height, 8 * mostV);
        if (columns == 0 || rows == 0 || 16L * columns * rows > MostBlocks) return null;
        var components = new JpegFrameComponent[body[5]];
        for (var i = 0; i < components.Length; i++)
        {
            int h = body[7 + 3 * i] >> 4, v = body[7 + 3 * i] & 15;
            components[i] = new JpegFrameComponent(
                body[6 + 3 * i], h, v, Ceiling(Ceiling(width * h, mostH), 8), Ceiling(Ceiling(height * v, mostV), 8), columns * h,
                marker == 0xC2 ? rows * v : 0);
        }
        return new JpegFrame(components, marker == 0xC2, columns, rows);
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
