using System.Buffers.Binary;
using BlurDetection.Dicom.Attributes;

namespace BlurDetection.Dicom.Codecs;

/// <summary>Takes what a codec decodes, one plane for each sample.</summary>
internal sealed class SamplePlanes
{
    private readonly byte[] _bytes;
    private readonly int _bytesPerSample;

    public SamplePlanes(int width, int height, int samples, int precision)
    {
        (Width, Height, Samples, _bytesPerSample) = (width, height, samples, precision > 8 ? 2 : 1);
        _bytes = new byte[(long)width * height * samples * _bytesPerSample];
    }

    public int Width { get; }

    public int Height { get; }

    public int Samples { get; }

    public void Set(int sample, int y, int x, ReadOnlySpan<int> values)
    {
        var at = (int)((((long)sample * Height + y) * Width + x) * _bytesPerSample);
        if (_bytesPerSample == 1)
            for (var i = 0; i < values.Length; i++) _bytes[at + i] = (byte)values[i];
        else
            for (var i = 0; i < values.Length; i++) BinaryPrimitives.WriteUInt16LittleEndian(_bytes.AsSpan(at + 2 * i), (ushort)values[i]);
    }

    /// <summary>The samples, right-aligned, with the bits and the sign that the file gives them.</summary>
    public StoredSamples As(ImageAttributes image) => new(_bytes, Width, Height, Samples, _bytesPerSample)
    {
        Planar = true, Bits = Math.Min(image.BitsStored, 8 * _bytesPerSample), Signed = image.Signed,
    };
}
