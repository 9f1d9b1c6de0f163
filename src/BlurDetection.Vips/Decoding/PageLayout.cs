using System.Globalization;
using System.Text.RegularExpressions;
using BlurDetection.Imaging;
using NetVips;

namespace BlurDetection.Vips.Decoding;

/// <summary>What the file says of one page besides its pixels.</summary>
internal sealed partial record PageLayout
{
    private const int ExtraSamples = 338, SMinSample = 340, SMaxSample = 341, GdalMetadata = 42112, GdalNoData = 42113, SampleFormat = 339;
    private const int BitsPerSample = 258, SamplesPerPixel = 277, PlanarConfiguration = 284, TileWidth = 322, TileLength = 323;
    private const int ImageWidth = 256, ImageLength = 257, LongestSide = 100_000_000; // libvips takes no longer ones, and says so aloud
    private const int MostSamples = 256; // an imaging spectrometer has about 240
    private const int TileRowsHeld = 2;

    /// <summary>Rows that libvips holds of images that are decoded in strips.</summary>
    public const int RowsHeld = 1024;

    /// <summary>The most bytes that it may hold of one image.</summary>
    public const long MostBytes = 200_000_000;

    private const int WhiteIsZero = 0, BlackIsZero = 1, Rgb = 2, FloatSamples = 3, Planar = 2;
    private const int MatchTimeout = 10_000; // ms

    /// <summary>The number that libvips gives the page: overviews and masks count as pages there.</summary>
    public int VipsPage { get; init; }

    /// <summary>Pages that are images of their own.</summary>
    public int PageCount { get; init; } = 1;

    public bool HasAlpha { get; init; }

    /// <summary>Whether the smallest sample is white and libvips leaves it so.</summary>
    public bool SmallestIsWhite { get; init; }

    public float? NoData { get; init; }

    /// <summary>Black and white as the file states them.</summary>
    public (double Black, double White)? Stated { get; init; }

    /// <summary>Bits that the samples use, where they are fewer than those stored.</summary>
    public int? Bits { get; init; }

    public int Orientation { get; init; } = 1;

    public MissingTiles? MissingTiles { get; init; }

    /// <summary>The planes that are read one by one and joined; null where libvips reads the page itself.</summary>
    public PlaneDirectories? Planes { get; init; }

    /// <summary>Tiles of a TIFF that cannot be decoded are black unless warnings count as errors; tiles that were never written are
    /// among these, and are left out.</summary>
    public Enums.FailOn FailOn => MissingTiles is null ? Enums.FailOn.Warning : Enums.FailOn.Error;

    private bool HasPages { get; init; }

    /// <summary>Reads what a file in memory says of the page that is wanted.</summary>
    /// <exception cref="UnsupportedImageException">There is no such page, or its tiles or pixels would take too much memory.</exception>
    public static PageLayout Of(ReadOnlySpan<byte> encoded, ImageFormat format, DecodingRequest request) => format switch
    {
        ImageFormat.Tiff => Of(new TiffBytes(encoded), request, MostBytes),
        ImageFormat.Png => new PageLayout { HasAlpha = (encoded[25] & 4) != 0 },
        _ => new PageLayout { VipsPage = request.Page, HasPages = true },
    };

    /// <inheritdoc cref="Of(ReadOnlySpan{byte}, ImageFormat, DecodingRequest)"/>
    public static PageLayout Of(TiffBytes tiff, DecodingRequest request, long mostBytes = long.MaxValue)
    {
        var all = TiffDirectory.All(tiff);
        var pages = new List<int>();
        for (var i = 0; i < all.Count; i++)
            // 1: reduced, 4: mask
            if (TiffDirectory.TryRead(tiff, all[i], out var each, out _) && ((each.Value(TiffDirectory.SubfileType) ?? 0) & 5) == 0)
                pages.Add(i);
        if (pages.Count == 0 && all.Count > 0) pages.Add(0);
        request.RequirePage(ImageFormat.Tiff, Math.Max(1, pages.Count));
        var page = pages.Count == 0 ? 0 : pages[request.Page];
        if (all.Count == 0 || !TiffDirectory.TryRead(tiff, all[page], out var directory, out _)) return new PageLayout();
        RequireSamples(directory);
        RequireMemory(directory, request.MaxPixels, mostBytes);
        var alpha = directory.Numbers(ExtraSamples) is [.., 1 or 2];
        return new PageLayout
        {
            VipsPage = page,
            PageCount = pages.Count,
            HasPages = true,
            HasAlpha = alpha,
            SmallestIsWhite = directory.Value(TiffDirectory.Photometric) == WhiteIsZero && directory.Value(SampleFormat) == FloatSamples,
            NoData = ParseNoData(directory.Text(GdalNoData)),
            Stated = StatedRange(directory),
            Bits = UsedBits(directory),
            MissingTiles = MissingTiles.Of(directory),
            Planes = PlanesOf(tiff, all[page], directory, alpha),
        };
    }

    /// <summary>Adds what only libvips knows.</summary>
    /// <exception cref="UnsupportedImageException">There is no such page.</exception>
    public PageLayout With(Image file, ImageFormat format, DecodingRequest request)
    {
        var layout = this with
        {
            Orientation = format != ImageFormat.Avif && Number(file, "orientation") is >= 1 and <= 8 and var turn ? turn : 1,
        };
        if (format != ImageFormat.Avif) return layout;
        var count = Number(file, "n-pages") ?? 1;
        request.RequirePage(format, count);
        return layout with { PageCount = count, HasAlpha = file.HasAlpha() };
    }

    /// <summary>How the page is loaded: in one piece, or plane by plane from the file with <see cref="Planes"/>.</summary>
    public VOption[] LoadOptions()
    {
        if (Planes is not null) return [.. Enumerable.Range(0, Planes.Count).Select(plane => new VOption { { "page", plane } })];
        return [HasPages ? new VOption { { "page", VipsPage } } : []];
    }

    /// <summary>Puts planes together; takes them over.</summary>
    public static Image Join(IReadOnlyList<Image> planes)
    {
        if (planes.Count == 1) return planes[0];
        try
        {
            return planes[0].Bandjoin([.. planes.Skip(1)]);
        }
        finally
        {
            foreach (var plane in planes) plane.Dispose();
        }
    }

    /// <summary>Brings CMYK and Lab to red, green, blue; other images as they are.</summary>
    public static Image Normalize(Image image) =>
        image.Interpretation is Enums.Interpretation.Cmyk or Enums.Interpretation.Lab or Enums.Interpretation.Labs
            ? image.Colourspace(Enums.Interpretation.Srgb)
            : image.Copy();

    /// <summary>Whether samples must be brought to 0..255.</summary>
    public static bool NeedsRange(Image image, SampleRangeOptions options) =>
        options.Window is not null || image.Format != Enums.BandFormat.Uchar;

    public SampleRange Choose(SampleStatistics statistics, Enums.BandFormat type, SampleRangeOptions options)
    {
        var (black, white) = SampleType.RangeOf(type);
        if (Bits is { } bits && black == 0 && Math.Pow(2, bits) - 1 is var used && used < white) white = used;
        var range = statistics.Choose(options, Stated, black, white);
        return SmallestIsWhite ? range with { Black = range.White, White = range.Black } : range;
    }

    private static PlaneDirectories? PlanesOf(TiffBytes tiff, long at, TiffDirectory directory, bool alpha)
    {
        var samples = (int)(directory.Value(SamplesPerPixel) ?? 1);
        if (samples < 2 || directory.Value(PlanarConfiguration) != Planar) return null;
        var photometric = directory.Value(TiffDirectory.Photometric);
        if (photometric is not (WhiteIsZero or BlackIsZero or Rgb)) return null;
        if (photometric == Rgb && directory.Value(TileWidth) is null) return null; // libvips reads these
        int[] colours = samples - (alpha ? 1 : 0) >= 3 ? [0, 1, 2] : [0];
        return PlaneDirectories.Of(tiff, at, alpha ? [.. colours, samples - 1] : colours);
    }

    private static void RequireSamples(TiffDirectory directory)
    {
        if (directory.Value(SampleFormat) is 5 or 6)
            throw new UnsupportedImageException("The TIFF image is of complex numbers, which cannot be classified; save their magnitude.");
        if (directory.Value(BitsPerSample) == 64)
            throw new UnsupportedImageException(
                "The TIFF image has samples of 64 bits, which libvips does not read. Save it with 32 bits (gdal_translate -ot Float32).");
    }

    // libvips holds whole tiles, also where the image is smaller.
    private static void RequireMemory(TiffDirectory directory, long maxPixels, long mostBytes)
    {
        if (directory.Value(SamplesPerPixel) is > MostSamples and var samples)
            throw DecodingErrors.Damaged(ImageFormat.Tiff, $"its header claims {samples} samples a pixel, more than {MostSamples}");
        if (directory.Value(ImageWidth) is > LongestSide || directory.Value(ImageLength) is > LongestSide)
            throw DecodingErrors.Damaged(ImageFormat.Tiff, $"its header claims a side of more than {LongestSide} pixels");
        if (directory.Value(TileWidth) is { } width && directory.Value(TileLength) is { } height
            && (width > maxPixels || height > maxPixels || width * height > maxPixels))
            throw DecodingErrors.Damaged(ImageFormat.Tiff, $"its header claims tiles of {width}x{height} pixels");
        if (directory.Value(ImageWidth) is not { } across || directory.Value(ImageLength) is not { } down) return;
        var sampleBytes = Math.Max(1, (directory.Value(BitsPerSample) ?? 1) / 8);
        var rowBytes = (double)across * sampleBytes * (directory.Value(SamplesPerPixel) ?? 1);
        var held = rowBytes * Math.Min(down, directory.Value(TileLength) is { } tile ? TileRowsHeld * tile : RowsHeld);
        if (held > mostBytes && (double)across * down <= maxPixels) // more pixels are refused as such
            throw new ImageTooLargeException($"The TIFF image of {across}x{down} pixels would be held in {held:0} bytes, more than " +
                $"{mostBytes}, for its long rows{(directory.Value(TileLength) is null ? "" : " of tiles")}. " +
                "Read it as a scene, in tiles, or cut it.");
    }

    private static int? Number(Image image, string field) =>
        image.Contains(field) && image.Get(field) is int value ? value : null;

    private static float? ParseNoData(string? text) =>
        double.TryParse(text?.Trim(), NumberStyles.Float, CultureInfo.InvariantCulture, out var value) && double.IsFinite(value)
            ? (float)value : null;

    private static (double, double)? StatedRange(TiffDirectory directory)
    {
        if (directory.Numbers(SMinSample) is [var low, ..] && directory.Numbers(SMaxSample) is [var high, ..] && low < high)
            return (low, high);
        return null;
    }

    private static int? UsedBits(TiffDirectory directory)
    {
        var bits = NumberOfBits().Match(directory.Text(GdalMetadata) ?? "");
        return bits.Success && int.Parse(bits.Groups["bits"].Value, CultureInfo.InvariantCulture) is > 8 and < 32 and var n ? n : null;
    }

    [GeneratedRegex("<Item name=\"NBITS\"[^>]*>\\s*(?<bits>[0-9]{1,2})\\s*</Item>", RegexOptions.None, MatchTimeout)]
    private static partial Regex NumberOfBits();
}
