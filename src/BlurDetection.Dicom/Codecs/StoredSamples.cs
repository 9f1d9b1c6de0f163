using System.Buffers.Binary;

namespace BlurDetection.Dicom.Codecs;

/// <summary>The samples of one frame as they lie in memory, whatever they were compressed with.</summary>
internal sealed record StoredSamples(ReadOnlyMemory<byte> Bytes, int Width, int Height, int SamplesPerPixel, int BytesPerSample)
{
    /// <summary>Whether all of one sample come before the next.</summary>
    public bool Planar { get; init; }

    public bool BigEndian { get; init; }

    /// <summary>Whether bytes change places in pairs, as where samples of 8 bits are written as big-endian words.</summary>
    public bool SwappedPairs { get; init; }

    /// <summary>Whether colour differences are stored for pairs of pixels: luma, luma, blue, red.</summary>
    public bool ChromaInPairs { get; init; }

    /// <summary>Bits that count, and how far they are shifted up.</summary>
    public required int Bits { get; init; }

    public int Shift { get; init; }

    public required bool Signed { get; init; }

    /// <summary>Unpacks one sample of every pixel of a row.</summary>
    public void Row(int y, int sample, Span<int> values)
    {
        var (start, step) = Place(y, sample);
        var bytes = Bytes.Span;
        var x = 0L;
        switch (BytesPerSample)
        {
            case 1 when ChromaInPairs:
                for (; x < Width; x++)
                    values[(int)x] = bytes[(int)Swapped(start + x / 2 * 4 + (sample == 0 ? x % 2 : sample + 1))];
                break;
            case 1:
                for (; x < Width; x++) values[(int)x] = bytes[(int)Swapped(start + x * step)];
                break;
            case 2:
                for (; x < Width; x++) values[(int)x] = UInt16(bytes[(int)(start + x * step)..]);
                break;
            default:
                for (; x < Width; x++) values[(int)x] = Int32(bytes[(int)(start + x * step)..]);
                break;
        }
        Trim(values[..Width]);
    }

    private (long Start, int Step) Place(int y, int sample)
    {
        if (ChromaInPairs) return ((long)y * Width * 2, 0);
        if (Planar) return (((long)sample * Height + y) * Width * BytesPerSample, BytesPerSample);
        return (((long)y * Width * SamplesPerPixel + sample) * BytesPerSample, SamplesPerPixel * BytesPerSample);
    }

    private long Swapped(long index) => SwappedPairs ? Math.Min(index ^ 1, Bytes.Length - 1) : index;

    private ushort UInt16(ReadOnlySpan<byte> at) =>
        BigEndian ? BinaryPrimitives.ReadUInt16BigEndian(at) : BinaryPrimitives.ReadUInt16LittleEndian(at);

    private int Int32(ReadOnlySpan<byte> at) =>
        BigEndian ? BinaryPrimitives.ReadInt32BigEndian(at) : BinaryPrimitives.ReadInt32LittleEndian(at);

    /// <summary>Leaves the bits that count, with their sign.</summary>
    private void Trim(Span<int> values)
    {
        var up = 32 - Bits - Shift;
        var down = 32 - Bits;
        if (Signed)
            for (var i = 0; i < values.Length; i++) values[i] = values[i] << up >> down;
        else
            for (var i = 0; i < values.Length; i++) values[i] = (int)((uint)values[i] << up >> down);
    }
}
