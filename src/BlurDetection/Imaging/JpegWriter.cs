namespace BlurDetection.Imaging;

/// <summary>Writes segments and entropy-coded data of a JPEG into an array.</summary>
internal sealed class JpegWriter(byte[] bytes)
{
    private ulong _bits;
    private int _count;

    /// <summary>Bytes written.</summary>
    public int Length { get; private set; }

    public void Add(ReadOnlySpan<byte> added)
    {
        added.CopyTo(bytes.AsSpan(Length));
        Length += added.Length;
    }

    /// <summary>Adds a DRI segment.</summary>
    public void AddRestartInterval(int interval) => Add([0xFF, 0xDD, 0, 4, (byte)(interval >> 8), (byte)interval]);

    /// <summary>Adds up to 16 bits of entropy-coded data.</summary>
    public void AddBits(int value, int count)
    {
        (_bits, _count) = (_bits << count | (uint)value, _count + count);
        for (; _count >= 8; _count -= 8) AddEntropy((byte)(_bits >> (_count - 8)));
    }

    /// <summary>Fills the last byte up with ones.</summary>
    public void EndBits()
    {
        if (_count > 0) AddEntropy((byte)(_bits << (8 - _count) | 0xFFu >> _count));
        (_bits, _count) = (0, 0);
    }

    private void AddEntropy(byte value)
    {
        bytes[Length++] = value;
        if (value == 0xFF) bytes[Length++] = 0;
    }
}
