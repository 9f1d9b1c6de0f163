using BlurDetection.Imaging;

namespace BlurDetection.Vips.Scenes;

/// <summary>What was found in a scene.</summary>
public sealed record SceneResult
{
    /// <summary>Width of the scene in pixels.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the scene in pixels.</summary>
    public required int Height { get; init; }

    /// <summary>Width and height of a tile in pixels.</summary>
    public required int TileSize { get; init; }

    /// <summary>The tiles, row by row from the top left.</summary>
    public required IReadOnlyList<SceneTile> Tiles { get; init; }

    /// <summary>Where the scene is blurred; a cell covers <see cref="SceneOptions.CellSize"/> pixels, or an equal share
    /// of the scene.</summary>
    public required BlurMap Map { get; init; }

    /// <summary>Share of the scene's area that holds evidence (land, tissue), 0 to 1: map cells with a certainty of at least 0.5.</summary>
    public required double EvidenceShare { get; init; }

    /// <summary>Share of that area that is blurred, 0 to 1: map cells with a probability of at least 0.5. 0 where there
    /// is no evidence.</summary>
    public required double BlurredShare { get; init; }

    /// <summary>Where the scene lies on the map; <see langword="null"/> where neither the file nor a world file says so.</summary>
    public GeoReference? GeoReference { get; init; }

    /// <summary>Format, pages, and the range of samples that became 0..255.</summary>
    public required ImageInfo Image { get; init; }
}
