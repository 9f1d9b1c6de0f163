using System.Buffers.Binary;

namespace BlurDetection.Tests.Support;

/// <summary>Progressive JPEGs of one tone and of any size: Skia writes none.</summary>
internal static class BlankJpeg
{
    private const int BlocksOfRun = 32767;

    /// <summary>A YCbCr file of four scans: the tone of all components, and for each one that there is nothing else.</summary>
    /// <param name="width">1 to 65535.</param>
    /// <param name="height">1 to 65535.</param>
    /// <param name="sampling">1 for 4:4:4, 2 for 4:2:0.</param>
    public static byte[] Write(int width, int height, int sampling)
    {
        using var file = new MemoryStream();
        var frame = new byte[15];
        (frame[0], frame[5]) = (8, 3);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(1), (ushort)height);
        BinaryPrimitives.WriteUInt16BigEndian(frame.AsSpan(3), (ushort)width);
        for (int i = 0; i < 3; i++) (frame[6 + 3 * i], frame[7 + 3 * i]) = ((byte)(i + 1), (byte)(i == 0 ? 0x11 * sampling : 0x11));
        file.Write([0xFF, 0xD8]);
        Segment(file, 0xDB, [0, .. Enumerable.Repeat((byte)1, 64)]);
        Segment(file, 0xC2, frame);
        Segment(file, 0xC4, [0x00, 1, .. new byte[15], 0x00]); // the code "0": no difference to the block before
        Segment(file, 0xC4, [0x10, 1, .. new byte[15], 0xE0]); // the code "0" and 14 bits: so many blocks of nothing
        int units = Ceiling(width, 8 * sampling) * Ceiling(height, 8 * sampling);
        Segment(file, 0xDA, [3, 1, 0, 2, 0, 3, 0, 0, 0, 0]);
        file.Write(new byte[Ceiling(units * (sampling * sampling + 2), 8)]);
        for (byte component = 1; component <= 3; component++)
        {
            int shrink = component == 1 ? 1 : sampling;
            Segment(file, 0xDA, [1, component, 0, 1, 63, 0]);
            WriteRuns(file, Ceiling(Ceiling(Ceiling(width, shrink), 8) * Ceiling(Ceiling(height, shrink), 8), BlocksOfRun));
        }
        file.Write([0xFF, 0xD9]);
        return file.ToArray();
    }

    private static void WriteRuns(Stream file, int runs)
    {
        string bits = string.Concat(Enumerable.Repeat("011111111111111", runs));
        foreach (char[] eight in bits.Chunk(8))
        {
            byte value = Convert.ToByte(new string(eight).PadRight(8, '1'), 2);
            file.WriteByte(value);
            if (value == 0xFF) file.WriteByte(0);
        }
    }

    private static void Segment(Stream file, byte marker, byte[] body)
    {
        file.Write([0xFF, marker, (byte)((body.Length + 2) >> 8), (byte)(body.Length + 2), .. body]);
    }

    private static int Ceiling(int value, int divisor) => (value + divisor - 1) / divisor;
}
