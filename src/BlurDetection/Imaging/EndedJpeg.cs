using BlurDetection.Buffers;
using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>A copy of a JPEG with an end marker behind it.</summary>
internal sealed class EndedJpeg : IDisposable
{
    private readonly int _length;
    private byte[] _bytes;

    public EndedJpeg(ReadOnlySpan<byte> jpeg)
    {
        _length = jpeg.Length + 2;
        _bytes = BoundedPool<byte>.Rent(_length);
        jpeg.CopyTo(_bytes);
        (_bytes[jpeg.Length], _bytes[jpeg.Length + 1]) = (0xFF, JpegMarkers.EndOfImage);
    }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public void Dispose()
    {
        if (_bytes.Length > 0) BoundedPool<byte>.Return(_bytes);
        _bytes = [];
    }
}
