using BlurDetection.Imaging;
using BlurDetection.Inputs;
using BlurDetection.Vips.Decoding;
using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>Classifies scenes of any size (TIFF, BigTIFF, COG) tile by tile, and puts the tiles' maps together.</summary>
/// <remarks>
/// The scene is read once, from top to bottom, and never lies in memory as a whole: two rows of tiles as they are stored
/// where these take at most 64 MiB, else one (at most <see cref="SceneOptions.MaxStripBytes"/>), and for each tile in
/// work about 10 MB. Tiles of twice the model's long side and more are reduced while they are read, by 2, 4 or 8, as JPEG is; not those
/// of floats or with pixels that hold no data. Thread-safe.
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
            RequireSize(path, scene.Image, reduction);
            var range = scene.Measure(_options.Range, cancellationToken);
            using var reduced = new ReducedScene(scene, reduction);
            var result = ClassifyTiles(reduced, range, progress, cancellationToken);
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

    private SceneResult ClassifyTiles(ReducedScene scene, SampleRange? range, IProgress<double>? progress,
        CancellationToken cancellationToken)
    {
        var (image, size) = (scene.Image, _options.TileSize / scene.Factor);
        var map = new SceneMap(scene.Width, scene.Height, _options.CellSize);
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
        var area = (double)scene.Width * scene.Height;
        return new SceneResult
        {
            Width = scene.Width,
            Height = scene.Height,
            TileSize = _options.TileSize,
            Tiles = tiles,
            Map = whole,
            EvidenceShare = evidence,
            BlurredShare = blurred,
            Image = new ImageInfo { DataShare = tiles.Sum(tile => tile.DataShare * tile.Width * tile.Height) / area },
        };

        byte[] Read(int row)
        {
            var bytes = strips[row % strips.Length];
            scene.Read(reader, row * size, Math.Min(size, image.Height - row * size), bytes);
            return bytes;
        }
    }

    private IEnumerable<SceneTile> ClassifyRow(ReducedScene scene, SampleReader reader, byte[] bytes, int row, SampleRange? range,
        SceneMap map, CancellationToken cancellationToken)
    {
        var size = _options.TileSize;
        var places = new SampleTile[(scene.Width + size - 1) / size];
        for (var column = 0; column < places.Length; column++)
            places[column] = new SampleTile(column * size, row * size, Math.Min(size, scene.Width - column * size),
                Math.Min(size, scene.Height - row * size));
        var predictions = new BlurPrediction[places.Length];
        var parallel = new ParallelOptions { MaxDegreeOfParallelism = _options.Parallelism, CancellationToken = cancellationToken };
        Parallel.For(0, predictions.Length, parallel, () => reader.NewStrip(1), (column, _, strip) =>
        {
            predictions[column] = _classifier.Classify(new DecoderSource(
                preprocessing => Decode(scene, reader, bytes, places[column], strip, range, preprocessing), $"tile {column}, {row}"));
            return strip;
        }, _ => { });
        for (var column = 0; column < predictions.Length; column++)
        {
            var (prediction, place) = (predictions[column], places[column]);
            if (prediction.Map is not { } tileMap)
                throw new InvalidOperationException($"The classifier gives no map. Set " +
                    $"{nameof(BlurClassifierOptions)}.{nameof(BlurClassifierOptions.Map)}, and use a model that has one.");
            map.Add(place.Left, place.Top, place.Width, place.Height, tileMap);
            var (evidence, blurred) = SceneMap.Shares(tileMap);
            yield return new SceneTile(
                column, row, place.Left, place.Top, place.Width, place.Height, prediction.Verdict, prediction.Reason,
                prediction.Probability, prediction.Image.DataShare, evidence, blurred);
        }
    }

    /// <param name="scene">The scene.</param>
    /// <param name="reader">How its samples are stored.</param>
    /// <param name="bytes">The row of tiles, reduced.</param>
    /// <param name="place">The tile, in pixels of the scene.</param>
    /// <param name="strip">Takes samples.</param>
    /// <param name="range">What becomes 0..255.</param>
    /// <param name="preprocessing">What is wanted.</param>
    private static DecodedImage Decode(ReducedScene scene, SampleReader reader, byte[] bytes, SampleTile place, SampleStrip strip,
        SampleRange? range, Preprocessing preprocessing)
    {
        var (top, part) = (place.Top / scene.Factor, scene.Reduced(place) with { Top = 0 });
        var rowWidth = scene.Image.Width;
        using var builder = new DecodedImageBuilder(part.Width, part.Height, reader.Channels, preprocessing,
            originalWidth: place.Width, originalHeight: place.Height);
        if (reader.IsGreyBytes && range is null)
            for (var y = 0; y < part.Height; y++) builder.AddGreyRow(bytes.AsSpan(y * rowWidth + part.Left, part.Width));
        else
        {
            for (var y = 0; y < part.Height; y += UnpackedRows)
            {
                reader.Unpack(bytes, rowWidth, 0, top, part with { Top = y, Height = Math.Min(UnpackedRows, part.Height - y) }, strip);
                strip.AddTo(builder, range);
            }
        }
        return builder.Build(new ImageInfo { Format = ImageFormat.Tiff });
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

    private void RequireSize(string path, Image image, int reduction)
    {
        if ((long)image.Width * image.Height > _options.MaxPixels)
            throw new ImageTooLargeException(
                $"{path}: the scene has {image.Width}x{image.Height} pixels, more than the {_options.MaxPixels} allowed. Raise " +
                $"{nameof(SceneOptions)}.{nameof(SceneOptions.MaxPixels)} if such scenes are expected.");
        var strips = (long)Math.Min(_options.TileSize, image.Height) * image.Width * image.Bands * SampleType.SizeOf(image.Format)
            / (reduction * reduction);
        if (strips > _options.MaxStripBytes || strips > Array.MaxLength)
            throw new ImageTooLargeException($"{path}: a row of tiles takes {strips} bytes, more than the {_options.MaxStripBytes} " +
                $"allowed. Take smaller tiles, or raise {nameof(SceneOptions)}.{nameof(SceneOptions.MaxStripBytes)}.");
    }
}
