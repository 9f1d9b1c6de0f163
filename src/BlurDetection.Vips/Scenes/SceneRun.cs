using System.Runtime.ExceptionServices;
using BlurDetection.Imaging;
using BlurDetection.Inputs;
using BlurDetection.Vips.Decoding;

namespace BlurDetection.Vips.Scenes;

/// <summary>One scene under way: tiles go to the threads that are free, and their results together row by row.</summary>
internal sealed class SceneRun : IDisposable
{
    private const int BandBytes = 128 << 10; // the rows that are read at a time stay in a processor's cache
    private const int UnpackedRows = 16;

    private readonly IBlurClassifier _classifier;
    private readonly SceneOptions _options;
    private readonly ReducedScene _scene;
    private readonly SampleRange? _range;
    private readonly IProgress<double>? _progress;
    private readonly SampleReader _reader;
    private readonly ITileRows _source;
    private readonly SceneMap _map;
    private readonly int _columns, _rows;
    private readonly List<SceneTile> _tiles = [];
    private readonly BlurPrediction?[] _predictions; // of tiles that are not in the map yet
    private readonly int[] _left; // tiles of each row that are not classified yet
    private readonly Lock _merging = new();
    private ExceptionDispatchInfo? _error;
    private int _next = -1, _merged;

    /// <param name="classifier">Classifies the tiles.</param>
    /// <param name="options">How to cut the scene.</param>
    /// <param name="scene">The scene.</param>
    /// <param name="range">What becomes 0..255.</param>
    /// <param name="progress">Told the share of the rows that are done.</param>
    public SceneRun(IBlurClassifier classifier, SceneOptions options, ReducedScene scene, SampleRange? range, IProgress<double>? progress)
    {
        (_classifier, _options, _scene, _range, _progress) = (classifier, options, scene, range, progress);
        _columns = (scene.Width + options.TileSize - 1) / options.TileSize;
        _rows = (scene.Height + options.TileSize - 1) / options.TileSize;
        _predictions = new BlurPrediction?[_columns * _rows];
        _left = new int[_rows];
        Array.Fill(_left, _columns);
        _map = new SceneMap(scene.Width, scene.Height, options.CellSize);
        _reader = new SampleReader(scene.Image, scene.Layout);
        _source = scene.Rows(_reader, options.TileSize);
    }

    /// <summary>Classifies all tiles.</summary>
    public SceneResult Classify(CancellationToken cancellationToken)
    {
        var workers = Math.Min(_options.Parallelism, _predictions.Length);
        Parallel.For(0, workers, new ParallelOptions { MaxDegreeOfParallelism = workers }, _ => Work(cancellationToken));
        _error?.Throw();
        var whole = _map.ToMap();
        var (evidence, blurred) = SceneMap.Shares(whole);
        var area = (double)_scene.Width * _scene.Height;
        return new SceneResult
        {
            Width = _scene.Width,
            Height = _scene.Height,
            TileSize = _options.TileSize,
            Tiles = _tiles,
            Map = whole,
            EvidenceShare = evidence,
            BlurredShare = blurred,
            Image = new ImageInfo { DataShare = _tiles.Sum(tile => tile.DataShare * tile.Width * tile.Height) / area },
        };
    }

    public void Dispose()
    {
        _source.Dispose();
        _reader.Dispose();
    }

    private void Work(CancellationToken cancellationToken)
    {
        try
        {
            var strip = _reader.NewStrip(1);
            var buffer = new byte[Math.Max(BandBytes, _options.TileSize * _reader.PixelSize)];
            while (_error is null && Interlocked.Increment(ref _next) is var tile && tile < _predictions.Length)
            {
                cancellationToken.ThrowIfCancellationRequested();
                var (row, column) = (tile / _columns, tile % _columns);
                _source.Await(row);
                var place = Place(row, column);
                _predictions[tile] = _classifier.Classify(
                    new DecoderSource(preprocessing => Decode(place, strip, buffer, preprocessing), $"tile {column}, {row}"));
                Finish(row);
            }
        }
        catch (Exception error)
        {
            Interlocked.CompareExchange(ref _error, ExceptionDispatchInfo.Capture(error), null);
            _source.Stop();
        }
    }

    private SampleTile Place(int row, int column)
    {
        var (left, top, size) = (column * _options.TileSize, row * _options.TileSize, _options.TileSize);
        return new SampleTile(left, top, Math.Min(size, _scene.Width - left), Math.Min(size, _scene.Height - top));
    }

    /// <summary>Takes note of a tile; with the last one of a row the results of all rows that are whole are put together, in their
    /// order.</summary>
    private void Finish(int row)
    {
        lock (_merging)
        {
            _left[row]--;
            for (; _merged < _rows && _left[_merged] == 0; _merged++)
            {
                for (var column = 0; column < _columns; column++) Merge(_merged, column);
                _source.Release(_merged);
                _progress?.Report((_merged + 1.0) / _rows);
            }
        }
    }

    private void Merge(int row, int column)
    {
        var (prediction, place) = (_predictions[row * _columns + column]!, Place(row, column));
        _predictions[row * _columns + column] = null;
        if (prediction.Map is not { } map)
            throw new InvalidOperationException($"The classifier gives no map. Set " +
                $"{nameof(BlurClassifierOptions)}.{nameof(BlurClassifierOptions.Map)}, and use a model that has one.");
        _map.Add(place.Left, place.Top, place.Width, place.Height, map);
        var (evidence, blurred) = SceneMap.Shares(map);
        _tiles.Add(new SceneTile(
            column, row, place.Left, place.Top, place.Width, place.Height, prediction.Verdict, prediction.Reason,
            prediction.Probability, prediction.Image.DataShare, evidence, blurred));
    }

    private DecodedImage Decode(SampleTile place, SampleStrip strip, byte[] buffer, Preprocessing preprocessing)
    {
        var part = _scene.Reduced(place);
        var rowLength = part.Width * _reader.PixelSize;
        using var builder = new DecodedImageBuilder(part.Width, part.Height, _reader.Channels, preprocessing,
            originalWidth: place.Width, originalHeight: place.Height);
        for (int y = 0, few = Math.Max(1, buffer.Length / rowLength); y < part.Height; y += few)
        {
            var band = part with { Top = part.Top + y, Height = Math.Min(few, part.Height - y) };
            var bytes = _source.Read(band, buffer.AsSpan(0, band.Height * rowLength), out var rowWidth);
            if (_reader.IsGreyBytes && _range is null)
                for (var row = 0; row < band.Height; row++) builder.AddGreyRow(bytes.Slice(row * rowWidth, band.Width));
            else Unpack(bytes, rowWidth, band, strip, builder);
        }
        return builder.Build(new ImageInfo { Format = ImageFormat.Tiff });
    }

    private void Unpack(ReadOnlySpan<byte> bytes, int rowWidth, SampleTile band, SampleStrip strip, DecodedImageBuilder builder)
    {
        for (var y = 0; y < band.Height; y += UnpackedRows)
        {
            _reader.Unpack(bytes, rowWidth, band.Left, band.Top,
                new SampleTile(0, y, band.Width, Math.Min(UnpackedRows, band.Height - y)), strip);
            strip.AddTo(builder, _range);
        }
    }
}
