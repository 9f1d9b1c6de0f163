using BlurDetection.Buffers;
using BlurDetection.Jpeg;

namespace BlurDetection.Imaging;

/// <summary>A copy of a YCbCr JPEG that declares its components to be red, green, blue, so that a decoder hands the luma
/// plane out as it is stored, as "red".</summary>
/// <remarks>Luma by way of RGB would be rounded and clipped twice; this way Skia gives exactly what libturbojpeg gives
/// when asked for grey, and sooner.</remarks>
internal sealed class UnconvertedJpeg : IDisposable
{
    // Adobe's segment with colour transform 0: components are not converted (Adobe Technical Note 5116).
    private static ReadOnlySpan<byte> Declaration =>
        [0xFF, 0xEE, 0, 14, (byte)'A', (byte)'d', (byte)'o', (byte)'b', (byte)'e', 0, 100, 0, 0, 0, 0, 0];

    private readonly int _length;
    private byte[] _bytes;

    public UnconvertedJpeg(ReadOnlySpan<byte> jpeg)
    {
        _length = jpeg.Length + Declaration.Length;
        _bytes = BoundedPool<byte>.Rent(_length);
        jpeg[..2].CopyTo(_bytes);
        Declaration.CopyTo(_bytes.AsSpan(2));
        var rest = _bytes.AsSpan(Declaration.Length);
        jpeg[2..].CopyTo(rest[2..]);
        for (var segments = new JpegSegments(jpeg); segments.MoveNext() && segments.Marker != JpegMarkers.StartOfScan;)
        {
            if (JpegHeader.IsJfif(segments.Marker, segments.Body)) rest[segments.BodyOffset] = (byte)'-';
            else if (JpegHeader.IsAdobe(segments.Marker, segments.Body)) rest[segments.BodyOffset + 11] = 0;
        }
    }

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public void Dispose()
    {
        if (_bytes.Length > 0) BoundedPool<byte>.Return(_bytes);
        _bytes = [];
    }
}
