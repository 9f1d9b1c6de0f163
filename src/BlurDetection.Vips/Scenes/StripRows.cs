using BlurDetection.Vips.Decoding;

namespace BlurDetection.Vips.Scenes;

/// <summary>Whole rows of tiles, read from top to bottom, the next one while a row is classified where both fit into memory.</summary>
internal sealed class StripRows : ITileRows
{
    private const long ReadAheadBytes = 64 << 20; // of two rows

    private readonly ReducedScene _scene;
    private readonly SampleReader _reader;
    private readonly int _size;
    private readonly byte[][] _strips;
    private readonly TaskCompletionSource[] _read, _released;
    private readonly Task _reading;

    /// <param name="scene">The scene.</param>
    /// <param name="reader">Reads its image.</param>
    /// <param name="size">Side of a tile, in reduced pixels.</param>
    public StripRows(ReducedScene scene, SampleReader reader, int size)
    {
        (_scene, _reader, _size) = (scene, reader, size);
        var strip = scene.Image.Width * Math.Min(size, scene.Image.Height) * reader.PixelSize;
        _strips = 2L * strip <= ReadAheadBytes ? [new byte[strip], new byte[strip]] : [new byte[strip]];
        var rows = (scene.Image.Height + size - 1) / size;
        (_read, _released) = (Signals(rows), Signals(rows));
        _reading = Task.Run(ReadAll);
    }

    public void Await(int row) => _read[row].Task.GetAwaiter().GetResult();

    public void Release(int row) => _released[row].TrySetResult();

    public void Stop()
    {
        foreach (var signal in _released) signal.TrySetCanceled();
        foreach (var signal in _read) signal.TrySetCanceled();
    }

    public ReadOnlySpan<byte> Read(SampleTile band, Span<byte> buffer, out int rowWidth)
    {
        rowWidth = _scene.Image.Width;
        var (row, inside) = (band.Top / _size, band.Top % _size);
        return _strips[row % _strips.Length].AsSpan((inside * rowWidth + band.Left) * _reader.PixelSize);
    }

    public void Dispose()
    {
        Stop();
        _reading.Wait(); // it uses the reader
    }

    private static TaskCompletionSource[] Signals(int count) =>
        [.. Enumerable.Range(0, count).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];

    private async Task ReadAll()
    {
        for (var row = 0; row < _read.Length; row++)
        {
            try
            {
                if (row >= _strips.Length) await _released[row - _strips.Length].Task.ConfigureAwait(false);
                var top = row * _size;
                _scene.Read(_reader, top, Math.Min(_size, _scene.Image.Height - top), _strips[row % _strips.Length]);
                _read[row].TrySetResult();
            }
            catch (OperationCanceledException)
            {
                return;
            }
            catch (Exception error)
            {
                _read[row].TrySetException(error);
                return;
            }
        }
    }
}
