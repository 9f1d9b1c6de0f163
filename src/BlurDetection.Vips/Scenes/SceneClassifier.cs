using BlurDetection.Imaging;
using BlurDetection.Vips.Decoding;
using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>Classifies scenes of any size (TIFF, BigTIFF, COG) tile by tile, and puts the tiles' maps together.</summary>
/// <remarks>
/// The scene is read once, from top to bottom, and never lies in memory as a whole: for each tile in work about 10 MB, and, but for tiled
/// files that are not compressed, two rows of tiles as they are stored where these take at most 64 MiB, else one (at most
/// <see cref="SceneOptions.MaxStripBytes"/>). Tiles of twice the model's long side and more are reduced while they are read, by 2, 4 or
/// 8, as JPEG is; not those
/// of floats or with pixels that hold no data. Thread-safe.
/// </remarks>
/// <param name="classifier">Classifies the tiles; its regions and masks hold for each tile, and its map must be on.</param>
/// <param name="options">How to cut and read; <see langword="null"/> for the defaults.</param>
public sealed class SceneClassifier(IBlurClassifier classifier, SceneOptions? options = null)
{
    private readonly IBlurClassifier _classifier = classifier ?? throw new ArgumentNullException(nameof(classifier));
    private readonly SceneOptions _options = Checked(options ?? new SceneOptions());

    /// <summary>Classifies a scene.</summary>
    /// <param name="path">A TIFF; a world file beside it is read where the TIFF itself does not say where it lies.</param>
    /// <param name="progress">Told the share of the rows that are done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnsupportedImageException">It is not a TIFF, damaged, or has no such page.</exception>
    /// <exception cref="ImageTooLargeException">It has more pixels than allowed, or a row of tiles takes more memory than
    /// allowed.</exception>
    /// <exception cref="InvalidOperationException">The classifier's model has no map, or its map is switched off.</exception>
    /// <exception cref="OperationCanceledException">The token was cancelled.</exception>
    public SceneResult Classify(string path, IProgress<double>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        try
        {
            using var scene = SceneFile.Open(path, _options);
            var reduction = Reduction(scene);
            RequirePixels(path, scene.Image);
            if (!scene.HasTilesOf(_options.TileSize)) RequireMemory(path, scene.Image, reduction);
            var range = scene.Measure(_options.Range, cancellationToken);
            using var reduced = new ReducedScene(scene, reduction);
            using var run = new SceneRun(_classifier, _options, reduced, range, progress);
            var result = run.Classify(cancellationToken);
            return result with
            {
                GeoReference = scene.Reference,
                Image = new ImageInfo
                {
                    Format = ImageFormat.Tiff,
                    Decoder = "libvips",
                    Page = _options.Page,
                    PageCount = scene.Layout.PageCount,
                    Range = range,
                    DataShare = result.Image.DataShare,
                },
            };
        }
        catch (VipsException error)
        {
            throw VipsErrors.Of(ImageFormat.Tiff, error).InFile(path);
        }
    }

    private static SceneOptions Checked(SceneOptions options)
    {
        OptionsValidation.Require(options);
        OptionsValidation.Require(options.Range);
        return options;
    }

    /// <summary>By how much tiles are reduced while they are read: never below what the classifier asks for.</summary>
    private int Reduction(SceneFile scene)
    {
        if (_classifier is not BlurClassifier { Decoding: { LongSide: not null } decoding }) return 1;
        using var reader = new SampleReader(scene.Image, scene.Layout);
        if (!reader.IsPlain || reader.Type is not (Enums.BandFormat.Uchar or Enums.BandFormat.Ushort)) return 1;
        var size = _options.TileSize;
        var target = ResizeSpec.Of(decoding, size, size);
        var factor = ResizeSpec.JpegReduction(size, size, target.Width, target.Height);
        while (size % factor != 0) factor /= 2;
        return factor;
    }

    private void RequirePixels(string path, Image image)
    {
        if ((long)image.Width * image.Height > _options.MaxPixels)
            throw new ImageTooLargeException(
                $"{path}: the scene has {image.Width}x{image.Height} pixels, more than the {_options.MaxPixels} allowed. Raise " +
                $"{nameof(SceneOptions)}.{nameof(SceneOptions.MaxPixels)} if such scenes are expected.");
    }

    private void RequireMemory(string path, Image image, int reduction)
    {
        var strips = (long)Math.Min(_options.TileSize, image.Height) * image.Width * image.Bands * SampleType.SizeOf(image.Format)
            / (reduction * reduction);
        if (strips > _options.MaxStripBytes || strips > Array.MaxLength)
            throw new ImageTooLargeException($"{path}: a row of tiles takes {strips} bytes, more than the {_options.MaxStripBytes} " +
                $"allowed. Take smaller tiles, or raise {nameof(SceneOptions)}.{nameof(SceneOptions.MaxStripBytes)}.");
    }
}
