using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>An image as the network takes it, together with the size it had before scaling.</summary>
/// <remarks>
/// The pixels lie in a pooled array. <see cref="Dispose"/> gives it back, and <see cref="Pixels"/> must not be used after that;
/// an image that is never disposed is simply collected.
/// </remarks>
public sealed class DecodedImage : IDisposable
{
    private PlanarImage? _pixels;
    private float[]? _pooled;

    internal DecodedImage(PlanarImage pixels, float[]? pooled, int originalWidth, int originalHeight, ImageInfo? info = null)
    {
        (_pixels, _pooled) = (pixels, pooled);
        (OriginalWidth, OriginalHeight) = (originalWidth, originalHeight);
        Info = info ?? new ImageInfo();
    }

    /// <summary>The upright, scaled pixels.</summary>
    /// <exception cref="ObjectDisposedException">The image was disposed.</exception>
    public PlanarImage Pixels
    {
        get
        {
            ObjectDisposedException.ThrowIf(_pixels is null, this);
            return _pixels;
        }
    }

    /// <summary>Width of the upright image in pixels, before any scaling.</summary>
    public int OriginalWidth { get; }

    /// <summary>Height of the upright image in pixels, before any scaling.</summary>
    public int OriginalHeight { get; }

    /// <summary>What the file holds, and what was done to its samples.</summary>
    public ImageInfo Info { get; private set; }

    /// <summary>The share of each pixel that holds data, 0 to 1; null where all do.</summary>
    internal float[]? Coverage { get; init; }

    /// <summary>The same image, read from inside another file.</summary>
    internal DecodedImage With(ImageInfo info)
    {
        Info = info;
        return this;
    }

    /// <summary>Gives the pixels' array back to the pool.</summary>
    public void Dispose()
    {
        _pixels = null;
        if (Interlocked.Exchange(ref _pooled, null) is { } array)
            BoundedPool<float>.Return(array);
    }
}
