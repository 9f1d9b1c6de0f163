using System.Buffers;

namespace BlurDetection.Magick.Raw;

/// <summary>A copy of a JPEG that states an orientation: cameras write it beside the JPEG in a raw file, not into it.</summary>
internal sealed class OrientedJpeg : IDisposable
{
    private readonly int _length;
    private byte[] _bytes;

    private OrientedJpeg(byte[] bytes, int length) => (_bytes, _length) = (bytes, length);

    public ReadOnlySpan<byte> Span => _bytes.AsSpan(0, _length);

    public static OrientedJpeg Of(ReadOnlySpan<byte> jpeg, int orientation)
    {
        // An APP1 segment with a TIFF structure of one entry: orientation (0x0112), a SHORT.
        ReadOnlySpan<byte> exif =
        [
            0xFF, 0xE1, 0, 34, (byte)'E', (byte)'x', (byte)'i', (byte)'f', 0, 0, (byte)'M', (byte)'M', 0, 42, 0, 0, 0, 8, 0, 1,
            0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0,
        ];
        var bytes = ArrayPool<byte>.Shared.Rent(jpeg.Length + exif.Length);
        jpeg[..2].CopyTo(bytes);
        exif.CopyTo(bytes.AsSpan(2));
        jpeg[2..].CopyTo(bytes.AsSpan(2 + exif.Length));
        return new OrientedJpeg(bytes, jpeg.Length + exif.Length);
    }

    public void Dispose()
    {
        if (_bytes.Length > 0) ArrayPool<byte>.Shared.Return(_bytes);
        _bytes = [];
    }
}
