using BlurDetection.Vips.Decoding;

namespace BlurDetection.Vips.Scenes;

/// <summary>The samples of a scene's tiles as they are stored, reduced, for several threads at a time.</summary>
internal interface ITileRows : IDisposable
{
    /// <summary>Waits until a row of tiles can be read; rows are begun in their order.</summary>
    void Await(int row);

    /// <summary>Says that all tiles of a row are done; rows end in their order.</summary>
    void Release(int row);

    /// <summary>Ends all waiting.</summary>
    void Stop();

    /// <summary>Gives some rows of a tile.</summary>
    /// <param name="band">Where they lie in the reduced image.</param>
    /// <param name="buffer">May take them.</param>
    /// <param name="rowWidth">Pixels from one row to the next.</param>
    ReadOnlySpan<byte> Read(SampleTile band, Span<byte> buffer, out int rowWidth);
}
