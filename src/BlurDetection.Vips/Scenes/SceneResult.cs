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

    /// <summary>Writes the tiles as GeoJSON, one polygon a tile, in the scene's own map coordinates where they are known (a <c>crs</c>
    /// member names the EPSG code, nothing is reprojected), else in pixels from the top left. Properties: column, row, left, top, width,
    /// height (pixels), verdict, probability, evidence_share, blurred_share, data_share.</summary>
    /// <param name="path">The file; replaced if it is there; it appears whole or not at all.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteGeoJson(string path) => SceneGeoJson.Write(this, path);

    /// <inheritdoc cref="WriteGeoJson(string)" path="/summary"/>
    /// <param name="stream">A writable stream; left open.</param>
    public void WriteGeoJson(Stream stream)
    {
        ArgumentNullException.ThrowIfNull(stream);
        SceneGeoJson.Write(this, stream);
    }

    /// <summary>Writes the tiles as CSV (RFC 4180): a header, then one row a tile. Columns map_x and map_y are the tile's middle in map
    /// coordinates, empty where they are not known.</summary>
    /// <param name="path">The file; replaced if it is there; it appears whole or not at all.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteCsv(string path) => SceneCsv.Write(this, path);

    /// <inheritdoc cref="WriteCsv(string)" path="/summary"/>
    /// <param name="writer">Takes the text.</param>
    public void WriteCsv(TextWriter writer)
    {
        ArgumentNullException.ThrowIfNull(writer);
        SceneCsv.Write(this, writer);
    }

    /// <summary>Writes the map as PNG, one pixel a cell: red for blurred, green for in focus, transparent where there is no
    /// evidence.</summary>
    /// <param name="path">The file; replaced if it is there; it appears whole or not at all.</param>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void WriteMap(string path) => SceneMapPng.Write(this, path);
}
