using System.Buffers.Binary;
using BlurDetection.Imaging;
using NetVips;

namespace BlurDetection.Vips.Decoding;

/// <summary>Decodes TIFF, 16-bit PNG and AVIF with libvips, in strips.</summary>
internal sealed class VipsDecoder : IImageDecoder
{
    private const int MostStripRows = 64, StripPixels = 1 << 20;
    private const long KeptInMemory = 64 << 20; // an image that needs two passes is decoded twice above this

    public string Name => "libvips";

    public bool CanDecode(ReadOnlySpan<byte> encoded) => ImageFormatDetector.Detect(encoded) switch
    {
        ImageFormat.Tiff => !TiffSamples.NeedMagick(encoded), // libvips reads 12-bit samples as if they were 16
        ImageFormat.Avif => true,
        ImageFormat.Png => encoded.Length > 28 && encoded[24] == 16 && PngMemory(encoded) <= PageLayout.MostBytes,
        _ => false,
    };

    public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        var format = ImageFormatDetector.Detect(encoded);
        var layout = PageLayout.Of(encoded, format, request);
        try
        {
            using var file = Open(encoded, format, layout);
            layout = layout.With(file, format, request);
            request.RequireSize(format, file.Width, file.Height);
            using var cancellation = request.CancellationToken.Register(() => file.SetKill(true));
            using var image = PageLayout.Normalize(file);
            if (!PageLayout.NeedsRange(image, request.Range)) return Build(image, layout, null, format, request);
            if ((long)image.Width * image.Height * image.Bands * SampleType.SizeOf(image.Format) > KeptInMemory)
            {
                var range = Measure(image, layout, request);
                using var again = Open(encoded, format, layout); // a sequential image can be read once
                using var second = PageLayout.Normalize(again);
                return Build(second, layout, range, format, request);
            }
            using var kept = image.CopyMemory();
            return Build(kept, layout, Measure(kept, layout, request), format, request);
        }
        catch (VipsException error)
        {
            request.CancellationToken.ThrowIfCancellationRequested();
            throw VipsErrors.Of(format, error);
        }
    }

    // What it would hold more of is left to the built-in decoder, which needs a row or two.
    private static double PngMemory(ReadOnlySpan<byte> encoded)
    {
        double width = BinaryPrimitives.ReadUInt32BigEndian(encoded[16..]), height = BinaryPrimitives.ReadUInt32BigEndian(encoded[20..]);
        var (colourType, isInterlaced) = (encoded[25], encoded[28] != 0);
        var channels = ((colourType & 2) != 0 ? 3 : 1) + ((colourType & 4) != 0 ? 1 : 0);
        return width * channels * sizeof(ushort) * (isInterlaced ? height : Math.Min(height, PageLayout.RowsHeld));
    }

    private static Image Open(ReadOnlySpan<byte> encoded, ImageFormat format, PageLayout layout)
    {
        LibvipsLog.Silence();
        if (format == ImageFormat.Avif) encoded = WithStillBrand(encoded);
        if (layout.Planes is { } planes) encoded = planes.Apply(encoded);
        var failOn = format == ImageFormat.Tiff ? layout.FailOn : Enums.FailOn.Error;
        var images = new List<Image>();
        foreach (var options in layout.LoadOptions())
            images.Add(Image.NewFromBuffer(encoded, "", Enums.Access.Sequential, failOn, options));
        return PageLayout.Join(images);
    }

    // libvips opens a sequence as a still image, but only if it does not call itself a sequence first.
    private static ReadOnlySpan<byte> WithStillBrand(ReadOnlySpan<byte> encoded)
    {
        const int Brand = 8;
        if (!encoded[Brand..].StartsWith("avis"u8)) return encoded;
        var copy = encoded.ToArray();
        "avif"u8.CopyTo(copy.AsSpan(Brand));
        return copy;
    }

    private static SampleRange Measure(Image image, PageLayout layout, DecodingRequest request)
    {
        var statistics = new SampleStatistics();
        using var rows = new SampleReader(image, layout);
        var stripRows = Math.Clamp(StripPixels / image.Width, 1, MostStripRows);
        var strip = rows.NewStrip(stripRows);
        for (var y = 0; y < image.Height; y += stripRows)
        {
            request.CancellationToken.ThrowIfCancellationRequested();
            rows.Read(y, Math.Min(stripRows, image.Height - y), strip);
            strip.AddTo(statistics);
        }
        return layout.Choose(statistics, image.Format, request.Range);
    }

    private static DecodedImage Build(Image image, PageLayout layout, SampleRange? range, ImageFormat format, DecodingRequest request)
    {
        using var rows = new SampleReader(image, layout);
        using var builder = new DecodedImageBuilder(image.Width, image.Height, rows.Channels, request.Preprocessing, layout.Orientation);
        var stripRows = Math.Clamp(StripPixels / image.Width, 1, MostStripRows);
        var strip = rows.NewStrip(stripRows);
        for (var y = 0; y < image.Height; y += stripRows)
        {
            request.CancellationToken.ThrowIfCancellationRequested();
            rows.Read(y, Math.Min(stripRows, image.Height - y), strip);
            strip.AddTo(builder, range);
        }
        return builder.Build(
            new ImageInfo { Format = format, Decoder = "libvips", Page = request.Page, PageCount = layout.PageCount, Range = range });
    }
}
