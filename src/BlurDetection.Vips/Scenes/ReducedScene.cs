using BlurDetection.Vips.Decoding;
using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>A scene that is reduced by a whole factor while it is read: each pixel is the mean of a square.</summary>
internal sealed class ReducedScene : IDisposable
{
    private readonly SceneFile _scene;

    public ReducedScene(SceneFile scene, int factor)
    {
        (_scene, Factor) = (scene, factor);
        Image = factor == 1 ? scene.Image : scene.Image.Shrink(factor, factor, ceil: true);
    }

    /// <summary>1, 2, 4 or 8.</summary>
    public int Factor { get; }

    /// <summary>The reduced image.</summary>
    public Image Image { get; }

    /// <summary>Width of the scene before reduction.</summary>
    public int Width => _scene.Image.Width;

    /// <summary>Height of the scene before reduction.</summary>
    public int Height => _scene.Image.Height;

    public PageLayout Layout => _scene.Layout;

    /// <summary>Where a rectangle of the scene lies in the reduced image; it begins on whole squares.</summary>
    public SampleTile Reduced(SampleTile place) => new(place.Left / Factor, place.Top / Factor,
        (place.Width + Factor - 1) / Factor, (place.Height + Factor - 1) / Factor);

    /// <summary>Gives the samples of tiles.</summary>
    /// <param name="reader">Reads <see cref="Image"/>.</param>
    /// <param name="size">Side of a tile, in pixels of the scene.</param>
    public ITileRows Rows(SampleReader reader, int size) =>
        _scene.HasTilesOf(size) ? new BlockRows(_scene.Stored!, Factor) : new StripRows(this, reader, size / Factor);

    /// <summary>Reads the bytes of whole reduced rows, one call at a time.</summary>
    /// <param name="reader">Reads <see cref="Image"/>.</param>
    /// <param name="top">The first row.</param>
    /// <param name="rows">How many.</param>
    /// <param name="bytes">Takes the rows.</param>
    public void Read(SampleReader reader, int top, int rows, Span<byte> bytes)
    {
        if (_scene.Stored is { } stored) stored.Read(new SampleTile(0, top, Image.Width, rows), Factor, bytes);
        else reader.ReadBytes(top, rows, tiled: _scene.IsTiled && Factor == 1, bytes); // a reduction gathers rows anyway
    }

    public void Dispose()
    {
        if (Factor > 1) Image.Dispose();
    }
}
