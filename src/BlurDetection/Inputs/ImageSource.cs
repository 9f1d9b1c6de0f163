using BlurDetection.Imaging;
using BlurDetection.Inputs;
using Microsoft.ML.Data;

namespace BlurDetection;

/// <summary>One image to classify, wherever it comes from, and what of it shall be classified.</summary>
/// <remarks>Nothing is read before the image's turn has come.</remarks>
public abstract record ImageSource
{
    private protected ImageSource(string name) => Name = name;

    /// <summary>Names the image in results and errors: the path of a file, or what the caller said.</summary>
    public string Name { get; }

    /// <summary>The part of the image that is classified, cut out after scaling, so that blur counts as in the whole image.</summary>
    /// <value>Default <see langword="null"/>: <see cref="BlurClassifierOptions.Region"/>.</value>
    /// <exception cref="ArgumentException">It is empty or begins outside the image.</exception>
    public ImageRegion? Region { get; init => field = value is null ? null : Sound(value.Value, nameof(Region)); }

    /// <summary>Parts that are left out, such as time stamps and logos.</summary>
    /// <value>Default <see langword="null"/>: <see cref="BlurClassifierOptions.Masks"/>.</value>
    /// <exception cref="ArgumentException">One is empty or begins outside the image.</exception>
    public IReadOnlyList<ImageRegion>? Masks { get; init => field = value is null ? null
        : [.. value.Select(mask => Sound(mask, nameof(Masks)))]; }

    /// <summary>Which image is read of a file that holds several (TIFF pages, DICOM frames), counted from 0.</summary>
    /// <value>Default <see langword="null"/>: <see cref="ImageDecoderOptions.Page"/>.</value>
    /// <exception cref="ArgumentOutOfRangeException">It is negative.</exception>
    public int? Page
    {
        get;
        init => field = value is < 0 ? throw new ArgumentOutOfRangeException(nameof(Page), value, "Pages are counted from 0.") : value;
    }

    /// <summary>A file.</summary>
    /// <param name="path">The file's path.</param>
    public static ImageSource FromFile(string path)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return new FileSource(path);
    }

    /// <summary>The bytes of a file in memory.</summary>
    /// <param name="encoded">The bytes; not copied.</param>
    /// <param name="name">Names the image in results and errors.</param>
    public static ImageSource FromBytes(ReadOnlyMemory<byte> encoded, string name = "bytes") => new BytesSource(encoded, name);

    /// <summary>An open stream.</summary>
    /// <param name="encoded">Read from its current position to its end, and left open; so it can be classified once.</param>
    /// <param name="name">Names the image in results and errors.</param>
    public static ImageSource FromStream(Stream encoded, string name = "stream")
    {
        ArgumentNullException.ThrowIfNull(encoded);
        return new StreamSource(_ => ValueTask.FromResult(encoded), name) { LeaveOpen = true };
    }

    /// <summary>A stream that is opened when the image's turn has come, and closed after reading: a download, an entry
    /// of an archive.</summary>
    /// <param name="open">Opens the stream.</param>
    /// <param name="name">Names the image in results and errors.</param>
    public static ImageSource FromStream(Func<CancellationToken, ValueTask<Stream>> open, string name)
    {
        ArgumentNullException.ThrowIfNull(open);
        return new StreamSource(open, name);
    }

    /// <summary>Raw pixels.</summary>
    /// <param name="pixels">An upright image; read where it lies.</param>
    /// <param name="name">Names the image in results and errors.</param>
    public static ImageSource FromPixels(in PixelBuffer pixels, string name = "pixels") => new PixelsSource(pixels, name);

    /// <summary>ML.NET's image.</summary>
    /// <param name="image">An upright image; it stays the caller's.</param>
    /// <param name="name">Names the image in results and errors.</param>
    public static ImageSource FromImage(MLImage image, string name = "image")
    {
        ArgumentNullException.ThrowIfNull(image);
        return new MLImageSource(image, name);
    }

    /// <summary>Reads what must be read before decoding; <see langword="null"/> if nothing.</summary>
    internal virtual ValueTask<EncodedBytes?> ReadAsync(ImageDecoderOptions options, CancellationToken cancellationToken) => default;

    /// <summary>As <see cref="ReadAsync"/>, on the caller's thread.</summary>
    internal virtual EncodedBytes? Read(ImageDecoderOptions options) => null;

    private static ImageRegion Sound(ImageRegion region, string name) =>
        region.IsSound ? region : throw new ArgumentException($"{region} is empty, begins outside the image or leaves it.", name);

    internal abstract DecodedImage Decode(
        EncodedBytes? read, Preprocessing preprocessing, ImageDecoderOptions options, CancellationToken cancellationToken);
}
