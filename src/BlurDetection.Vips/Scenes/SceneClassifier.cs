using BlurDetection.Imaging;
using BlurDetection.Inputs;
using BlurDetection.Vips.Decoding;
using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>Classifies scenes of any size (TIFF, BigTIFF, COG) tile by tile, and puts the tiles' maps together.</summary>
/// <remarks>
/// The scene is read once, from top to bottom, and never lies in memory as a whole: two rows of tiles as they are stored
/// where these take at most 64 MiB, else one (at most <see cref="SceneOptions.MaxStripBytes"/>), and for each tile in
/// work about 10 MB. Thread-safe.
/// </remarks>
/// <param name="classifier">Classifies the tiles; its regions and masks hold for each tile, and its map must be on.</param>
/// <param name="options">How to cut and read; <see langword="null"/> for the defaults.</param>
public sealed class SceneClassifier(IBlurClassifier classifier, SceneOptions? options = null)
{
    private const long ReadAheadBytes = 64 << 20; // above this the next row of tiles is not read while one is classified
    private const int UnpackedRows = 16;

    private readonly IBlurClassifier _classifier = classifier ?? throw new ArgumentNullException(nameof(classifier));
    private readonly SceneOptions _options = Checked(options ?? new SceneOptions());

    /// <summary>Classifies a scene.</summary>
    /// <param name="path">A TIFF; a world file beside it is read where the TIFF itself does not say where it lies.</param>
    /// <param name="progress">Told the share of the rows that are done, 0 to 1.</param>
    /// <param name="cancellationToken">Stops between tiles.</param>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="UnsupportedImageException">It is no TIFF, damaged, or has no such page.</exception>
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
            RequireSize(path, scene.Image);
            var range = scene.Measure(_options.Range, cancellationToken);
            var result = ClassifyTiles(scene, range, progress, cancellationToken);
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

    private SceneResult ClassifyTiles(SceneFile scene, SampleRange? range, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var (image, size) = (scene.Image, _options.TileSize);
        var map = new SceneMap(image.Width, image.Height, _options.CellSize);
        var tiles = new List<SceneTile>();
        using var reader = new SampleReader(image, scene.Layout);
        var rows = (image.Height + size - 1) / size;
        var strip = image.Width * Math.Min(size, image.Height) * reader.PixelSize;
        byte[][] strips = 2L * strip <= ReadAheadBytes ? [new byte[strip], new byte[strip]] : [new byte[strip]];
        var reading = Task.Run(() => Read(0), cancellationToken);
        try
        {
            for (var row = 0; row < rows; row++)
            {
                var bytes = reading.GetAwaiter().GetResult();
                var next = row + 1;
                if (strips.Length > 1 && next < rows) reading = Task.Run(() => Read(next), cancellationToken);
                tiles.AddRange(ClassifyRow(scene, reader, bytes, row, range, map, cancellationToken));
                if (strips.Length == 1 && next < rows) reading = Task.Run(() => Read(next), cancellationToken);
                progress?.Report(next / (double)rows);
            }
        }
        finally
        {
            // it uses the reader
            reading.ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default)
                .Wait(CancellationToken.None);
        }
        var whole = map.ToMap();
        var (evidence, blurred) = SceneMap.Shares(whole);
        var area = (double)image.Width * image.Height;
        return new SceneResult
        {
            Width = image.Width,
            Height = image.Height,
            TileSize = size,
            Tiles = tiles,
            Map = whole,
            EvidenceShare = evidence,
            BlurredShare = blurred,
            Image = new ImageInfo { DataShare = tiles.Sum(tile => tile.DataShare * tile.Width * tile.Height) / area },
        };

        byte[] Read(int row)
        {
            var bytes = strips[row % strips.Length];
            reader.ReadBytes(row * size, Math.Min(size, image.Height - row * size), scene.IsTiled, bytes);
            return bytes;
        }
    }

    private IEnumerable<SceneTile> ClassifyRow(
        SceneFile scene, SampleReader reader, byte[] bytes, int row, SampleRange? range, SceneMap map, CancellationToken cancellationToken)
    {
        var (size, top) = (_options.TileSize, row * _options.TileSize);
        var height = Math.Min(size, scene.Image.Height - top);
        var predictions = new BlurPrediction[(scene.Image.Width + size - 1) / size];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken };
        Parallel.For(0, predictions.Length, parallel, () => reader.NewStrip(1), (column, _, strip) =>
        {
            var part = new SampleTile(column * size, 0, Math.Min(size, scene.Image.Width - column * size), height);
            predictions[column] = _classifier.Classify(new DecoderSource(
                preprocessing =>
                    Decode(reader, bytes, scene.Image.Width, top, part, strip, range, preprocessing), $"tile {column}, {row}"));
            return strip;
        }, _ => { });
        for (var column = 0; column < predictions.Length; column++)
        {
            var prediction = predictions[column];
            if (prediction.Map is not { } tileMap)
                throw new InvalidOperationException($"The classifier gives no map. Set " +
                    $"{nameof(BlurClassifierOptions)}.{nameof(BlurClassifierOptions.Map)}, and use a model that has one.");
            var width = Math.Min(size, scene.Image.Width - column * size);
            map.Add(column * size, top, width, height, tileMap);
            var (evidence, blurred) = SceneMap.Shares(tileMap);
            yield return new SceneTile(
                column, row, column * size, top, width, height, prediction.Verdict, prediction.Reason, prediction.Probability,
                prediction.Image.DataShare, evidence, blurred);
        }
    }

    private static DecodedImage Decode(SampleReader reader, byte[] bytes, int rowWidth, int top, SampleTile part, SampleStrip strip,
        SampleRange? range, Preprocessing preprocessing)
    {
        using var builder = new DecodedImageBuilder(part.Width, part.Height, reader.Channels, preprocessing);
        for (var y = 0; y < part.Height; y += UnpackedRows)
        {
            reader.Unpack(bytes, rowWidth, 0, top, part with { Top = y, Height = Math.Min(UnpackedRows, part.Height - y) }, strip);
            strip.AddTo(builder, range);
        }
        return builder.Build(new ImageInfo { Format = ImageFormat.Tiff });
    }

    private void RequireSize(string path, Image image)
    {
        if ((long)image.Width * image.Height > _options.MaxPixels)
            throw new ImageTooLargeException(
                $"{path}: the scene has {image.Width}x{image.Height} pixels, more than the {_options.MaxPixels} allowed. Raise " +
                $"{nameof(SceneOptions)}.{nameof(SceneOptions.MaxPixels)} if such scenes are expected.");
        var strips = (long)Math.Min(_options.TileSize, image.Height) * image.Width * image.Bands * SampleType.SizeOf(image.Format);
        if (strips > _options.MaxStripBytes || strips > Array.MaxLength)
            throw new ImageTooLargeException($"{path}: a row of tiles takes {strips} bytes, more than the {_options.MaxStripBytes} " +
                $"allowed. Take smaller tiles, or raise {nameof(SceneOptions)}.{nameof(SceneOptions.MaxStripBytes)}.");
    }
}
