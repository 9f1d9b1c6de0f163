using BlurDetection.Vips.Decoding;

namespace BlurDetection.Vips.Scenes;

/// <summary>Tiles that each thread reads from the file itself, a few rows at a time, which stay in its processor's cache.</summary>
internal sealed class BlockRows(StoredBlocks stored, int factor) : ITileRows
{
    public void Await(int row)
    {
    }

    public void Release(int row)
    {
    }

    public void Stop()
    {
    }

    public ReadOnlySpan<byte> Read(SampleTile band, Span<byte> buffer, out int rowWidth)
    {
        stored.Read(band, factor, buffer);
        rowWidth = band.Width;
        return buffer;
    }

    public void Dispose()
    {
    }
}
