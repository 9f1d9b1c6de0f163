using BlurDetection.Imaging;
using BlurDetection.Inputs;
using BlurDetection.Vips.Decoding;
using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>An opened scene: its image, what the file says of it, and where it lies.</summary>
internal sealed class SceneFile : IDisposable
{
    private const int SampledBlocks = 16, BlockSide = 128, StripRows = 128, TileWidth = 322;

    private readonly string _path;
    private readonly List<PlaneSource> _sources = [];
    private Image _file;

    private SceneFile(string path, PageLayout layout, bool tiled, GeoReference? reference)
    {
        (_path, Layout, IsTiled, Reference) = (path, layout, tiled, reference);
        _file = Load(Enums.Access.Sequential);
        Image = PageLayout.Normalize(_file);
    }

    public PageLayout Layout { get; }

    public bool IsTiled { get; }

    public GeoReference? Reference { get; }

    public Image Image { get; private set; }

    /// <summary>The samples as they lie in the file; null where they are to be decoded.</summary>
    public StoredBlocks? Stored { get; private set; }

    /// <summary>Whether tiles of this side are read from the file one by one: it has tiles itself, no wider ones, and samples as they
    /// are.</summary>
    public bool HasTilesOf(int size) => IsTiled && Stored is { } stored && stored.BlockWidth <= size;

    public static SceneFile Open(string path, SceneOptions options)
    {
        if (FileIdentity.Of(path) is { IsRegular: false })
            throw new UnsupportedImageException($"{path} is a folder, a pipe, a socket or a device; a scene is a regular file.");
        using var handle = File.OpenHandle(path);
        Span<byte> start = stackalloc byte[16];
        var format = ImageFormatDetector.Detect(start[..RandomAccess.Read(handle, start, 0)]);
        if (format != ImageFormat.Tiff)
            throw new UnsupportedImageException($"{path}: scenes are TIFF or BigTIFF files, and this is " +
                $"{(format == ImageFormat.Unknown ? "none" : format)}. Convert it (gdal_translate, vips tiffsave).");
        var tiff = new TiffBytes(handle);
        var layout = PageLayout.Of(tiff, new DecodingRequest
        {
            Preprocessing = Preprocessing.Default,
            Page = options.Page,
            MaxPixels = options.MaxStripBytes / sizeof(float),
        });
        var directories = TiffDirectory.All(tiff);
        if (directories.Count == 0 || !TiffDirectory.TryRead(tiff, directories[layout.VipsPage], out var directory, out _))
            throw new UnsupportedImageException($"{path}: the TIFF has no directory of its image. Copy the file again.");
        var scene = new SceneFile(path, layout, directory.Value(TileWidth) is not null, GeoTiff.Read(directory) ?? WorldFile.Read(path));
        scene.Stored = StoredBlocks.Of(path, directory, littleEndian: start[0] == 'I', scene.Image);
        return scene;
    }

    /// <summary>The range of samples of the whole scene: from a grid of blocks where the file is tiled, else from a pass
    /// over all rows.</summary>
    public SampleRange? Measure(SampleRangeOptions options, CancellationToken cancellationToken)
    {
        if (!PageLayout.NeedsRange(Image, options)) return null;
        var statistics = new SampleStatistics();
        if (IsTiled) MeasureBlocks(statistics, cancellationToken);
        else MeasureRows(statistics, cancellationToken);
        return Layout.Choose(statistics, Image.Format, options);
    }

    public void Dispose()
    {
        Stored?.Dispose();
        CloseImage();
        foreach (var source in _sources) source.Dispose();
    }

    private void CloseImage()
    {
        Image.Dispose();
        _file.Dispose();
    }

    private Image Load(Enums.Access access)
    {
        LibvipsLog.Silence();
        var planes = new List<Image>();
        foreach (var options in Layout.LoadOptions())
        {
            if (Layout.Planes is { } directories)
            {
                var source = new PlaneSource(_path, directories);
                _sources.Add(source);
                planes.Add(Image.NewFromSource(source, access: access, failOn: Layout.FailOn, kwargs: options));
                continue;
            }
            options.Add("revalidate", true); // libvips would give an overwritten file from its cache
            planes.Add(Image.NewFromFile(_path, access: access, failOn: Layout.FailOn, kwargs: options));
        }
        return PageLayout.Join(planes);
    }

    private void MeasureBlocks(SampleStatistics statistics, CancellationToken cancellationToken)
    {
        using var loaded = Load(Enums.Access.Random);
        using var image = PageLayout.Normalize(loaded);
        using var reader = new SampleReader(image, Layout);
        var strip = reader.NewStrip(1);
        for (var y = 0; y < SampledBlocks; y++)
        {
            for (var x = 0; x < SampledBlocks; x++)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (width, height) = (Math.Min(BlockSide, image.Width), Math.Min(BlockSide, image.Height));
                var left = (int)((long)(image.Width - width) * x / (SampledBlocks - 1));
                var top = (int)((long)(image.Height - height) * y / (SampledBlocks - 1));
                reader.Unpack(reader.ReadBytes(left, top, width, height), width, left, top, new SampleTile(0, 0, width, height), strip);
                strip.AddTo(statistics);
            }
        }
    }

    private void MeasureRows(SampleStatistics statistics, CancellationToken cancellationToken)
    {
        using (var reader = new SampleReader(Image, Layout))
        {
            var strip = reader.NewStrip(StripRows);
            for (var y = 0; y < Image.Height; y += StripRows)
            {
                cancellationToken.ThrowIfCancellationRequested();
                reader.Read(y, Math.Min(StripRows, Image.Height - y), strip);
                strip.AddTo(statistics);
            }
        }
        CloseImage();
        _file = Load(Enums.Access.Sequential); // a sequential image can be read once
        Image = PageLayout.Normalize(_file);
    }
}
