using System.Buffers.Binary;
using System.Numerics;
using Google.Protobuf;

namespace BlurDetection.Training.Tests.Callbacks;

/// <summary>Reads an event file as TensorBoard does: TFRecords with checked sums, each an Event message with its
/// summary's values.</summary>
internal static class TensorBoardEvents
{
    internal sealed record Scalar(long Step, string Tag, double Value);

    public static IReadOnlyList<Scalar> Read(string path)
    {
        var found = new List<Scalar>();
        ReadOnlySpan<byte> file = File.ReadAllBytes(path);
        while (file.Length > 0)
        {
            int length = (int)BinaryPrimitives.ReadUInt64LittleEndian(file);
            Assert.Equal(Masked(file[..8]), BinaryPrimitives.ReadUInt32LittleEndian(file[8..]));
            ReadOnlySpan<byte> data = file.Slice(12, length);
            Assert.Equal(Masked(data), BinaryPrimitives.ReadUInt32LittleEndian(file[(12 + length)..]));
            Add(found, data.ToArray());
            file = file[(16 + length)..];
        }
        return found;
    }

    // Event: step = 2, summary = 5. Summary: value = 1. Value: tag = 1, simple_value = 2, tensor = 8 of float_val = 5 and double_val = 6.
    private static void Add(List<Scalar> found, byte[] message)
    {
        long step = 0;
        foreach (var (field, number, bytes) in Fields(message))
        {
            if (field == 2) step = (long)number;
            if (field != 5) continue;
            foreach (var (_, _, value) in Fields(bytes).Where(part => part.Field == 1))
            {
                string tag = "";
                double scalar = double.NaN;
                foreach (var (part, bits, text) in Fields(value))
                {
                    if (part == 1) tag = System.Text.Encoding.UTF8.GetString(text);
                    if (part == 2) scalar = BitConverter.UInt32BitsToSingle((uint)bits);
                }
                found.Add(new Scalar(step, tag, scalar));
            }
        }
    }

    private static List<(int Field, ulong Number, byte[] Bytes)> Fields(byte[] message)
    {
        var fields = new List<(int, ulong, byte[])>();
        using var input = new CodedInputStream(message);
        for (uint tag = input.ReadTag(); tag != 0; tag = input.ReadTag())
        {
            int field = WireFormat.GetTagFieldNumber(tag);
            fields.Add(WireFormat.GetTagWireType(tag) switch
            {
                WireFormat.WireType.Varint => (field, input.ReadUInt64(), []),
                WireFormat.WireType.Fixed64 => (field, input.ReadFixed64(), []),
                WireFormat.WireType.Fixed32 => (field, input.ReadFixed32(), []),
                _ => (field, 0UL, input.ReadBytes().ToByteArray()),
            });
        }
        return fields;
    }

    // CRC-32C, rotated and shifted as TFRecords store it.
    private static uint Masked(ReadOnlySpan<byte> data)
    {
        uint crc = uint.MaxValue;
        foreach (byte value in data) crc = BitOperations.Crc32C(crc, value);
        crc = ~crc;
        return BitOperations.RotateRight(crc, 15) + 0xa282ead8;
    }
}
