using BlurDetection.Buffers;
using BlurDetection.Imaging;


namespace BlurDetection.Verdicts;

/// <summary>The luma (ITU-R BT.601) of planar pixels: the pixels themselves where there is one channel, else computed
/// into pooled memory.</summary>
internal readonly ref struct LumaPlane
{
    private readonly float[]? _rented;

    public LumaPlane(ReadOnlySpan<float> pixels, int channels, int width, int height)
    {
        (Width, Height) = (width, height);
        var count = width * height;
        if (channels == 1)
        {
            Values = pixels[..count];
            return;
        }
        _rented = BoundedPool<float>.Rent(count);
        var red = pixels[..count];
        var green = pixels.Slice(count, count);
        var blue = pixels.Slice(2 * count, count);
        for (var i = 0; i < count; i++) _rented[i] = 0.299f * red[i] + 0.587f * green[i] + 0.114f * blue[i];
        Values = _rented.AsSpan(0, count);
    }

    public int Width { get; }

    public int Height { get; }

    public ReadOnlySpan<float> Values { get; }

    public ReadOnlySpan<float> Row(int y) => Values.Slice(y * Width, Width);

    public void Dispose()
    {
        if (_rented is not null) BoundedPool<float>.Return(_rented);
    }
}
