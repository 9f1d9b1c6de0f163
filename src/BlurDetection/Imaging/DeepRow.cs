using System.Buffers.Binary;
using System.Numerics;
using System.Runtime.Intrinsics;

namespace BlurDetection.Imaging;

/// <summary>A row of a PNG of 16 bits a sample, a plane for each of its samples.</summary>
internal sealed class DeepRow
{
    private const int PixelsAtOnce = 4, VectorBytes = 16;
    private const byte None = 255; // of which a shuffle makes zero
    private const float Opaque = ushort.MaxValue, White = 255;

    private readonly int _samples;
    private readonly float[][] _stored;
    private readonly float[][] _shown;
    private readonly (Vector128<byte> First, Vector128<byte> Second)[] _places;

    /// <param name="width">Pixels in the row.</param>
    /// <param name="samples">1 (grey), 2 (and alpha), 3 (red, green, blue) or 4 (and alpha).</param>
    public DeepRow(int width, int samples)
    {
        (_samples, Colours) = (samples, samples >= 3 ? 3 : 1);
        _stored = Planes(samples, width);
        _shown = Planes(Colours, width);
        _places = [.. Enumerable.Range(0, samples).Select(Places)];
    }

    /// <summary>Planes but for alpha, 1 or 3.</summary>
    public int Colours { get; }

    private bool HasAlpha => _samples > Colours;

    /// <summary>A plane as <see cref="Show"/> left it, 0 to 255.</summary>
    public ReadOnlySpan<float> Shown(int plane) => _shown[plane];

    /// <summary>Takes the next row.</summary>
    /// <param name="row">As it is stored, big-endian, pixel by pixel.</param>
    public void Read(ReadOnlySpan<byte> row)
    {
        var (x, width, size) = (0, _stored[0].Length, sizeof(ushort) * _samples);
        if (BitConverter.IsLittleEndian)
        {
            for (; x <= width - PixelsAtOnce && x * size + VectorBytes <= row.Length; x += PixelsAtOnce)
            {
                var first = Vector128.Create(row[(x * size)..]);
                var second = size > PixelsAtOnce ? Vector128.Create(row[((x + PixelsAtOnce) * size - VectorBytes)..]) : first;
                for (var i = 0; i < _places.Length; i++)
                {
                    var values = Vector128.Shuffle(first, _places[i].First) | Vector128.Shuffle(second, _places[i].Second);
                    Vector128.ConvertToSingle(values.AsInt32()).CopyTo(_stored[i], x);
                }
            }
        }
        for (; x < width; x++)
            for (var i = 0; i < _samples; i++)
                _stored[i][x] = BinaryPrimitives.ReadUInt16BigEndian(row[(x * size + sizeof(ushort) * i)..]);
    }

    /// <summary>Brings the samples to 0..255, on white.</summary>
    public void Show(SampleRange range)
    {
        for (var i = 0; i < Colours; i++)
        {
            range.Apply(_stored[i], _shown[i]);
            if (HasAlpha) PutOnWhite(_stored[Colours], _shown[i]);
        }
    }

    private static void PutOnWhite(ReadOnlySpan<float> alpha, Span<float> shown)
    {
        var x = 0;
        for (var white = new Vector<float>(White); x <= shown.Length - Vector<float>.Count; x += Vector<float>.Count)
        {
            var opacity = new Vector<float>(alpha[x..]) / new Vector<float>(Opaque);
            (white + opacity * (new Vector<float>(shown[x..]) - white)).CopyTo(shown[x..]);
        }
        for (; x < shown.Length; x++) shown[x] = White + alpha[x] / Opaque * (shown[x] - White);
    }

    private static float[][] Planes(int count, int width) => [.. Enumerable.Range(0, count).Select(_ => new float[width])];

    // Where four pixels' bytes of a sample lie in the first and in the last sixteen of them, as little-endian numbers of 32 bits.
    private (Vector128<byte> First, Vector128<byte> Second) Places(int sample)
    {
        Span<byte> first = stackalloc byte[VectorBytes], second = stackalloc byte[VectorBytes];
        first.Fill(None);
        second.Fill(None);
        var size = sizeof(ushort) * _samples;
        for (var pixel = 0; pixel < PixelsAtOnce; pixel++)
        {
            var high = pixel * size + sizeof(ushort) * sample;
            var isFirst = high + 1 < VectorBytes;
            if (!isFirst) high -= PixelsAtOnce * size - VectorBytes;
            var places = isFirst ? first : second;
            (places[PixelsAtOnce * pixel], places[PixelsAtOnce * pixel + 1]) = ((byte)(high + 1), (byte)high);
        }
        return (Vector128.Create(first), Vector128.Create(second));
    }
}
