using System.Text.Json;
using NetTopologySuite.Features;
using NetTopologySuite.Geometries;
using NetTopologySuite.IO.Converters;

namespace BlurDetection.Vips.Scenes;

/// <summary>Writes the tiles of a scene as GeoJSON.</summary>
/// <remarks>
/// One polygon a tile, in the scene's own map coordinates where they are known (a <c>crs</c> member names the EPSG code, nothing is
/// reprojected), else in pixels from the top left.
/// Properties: column, row, left, top, width, height (pixels), verdict, probability, evidence_share, blurred_share, data_share.
/// </remarks>
internal static class SceneGeoJson
{
    public static void Write(SceneResult scene, string path) => WholeFile.Write(path, stream => Write(scene, stream));

    public static void Write(SceneResult scene, Stream stream)
    {
        var factory = new GeometryFactory();
        var options = new JsonSerializerOptions { Converters = { new GeoJsonConverterFactory(factory) } };
        using var json = new Utf8JsonWriter(stream, new JsonWriterOptions { Indented = false });
        json.WriteStartObject();
        json.WriteString("type", "FeatureCollection");
        if (scene.GeoReference?.EpsgCode is { } epsg)
        {
            json.WriteStartObject("crs");
            json.WriteString("type", "name");
            json.WriteStartObject("properties");
            json.WriteString("name", $"urn:ogc:def:crs:EPSG::{epsg}");
            json.WriteEndObject();
            json.WriteEndObject();
        }
        json.WriteNumber("blurred_share", scene.BlurredShare);
        json.WriteNumber("evidence_share", scene.EvidenceShare);
        json.WriteStartArray("features");
        foreach (var tile in scene.Tiles)
            JsonSerializer.Serialize<IFeature>(json, new Feature(Outline(factory, tile, scene.GeoReference), Properties(tile)), options);
        json.WriteEndArray();
        json.WriteEndObject();
    }

    private static Polygon Outline(GeometryFactory factory, SceneTile tile, GeoReference? reference)
    {
        Coordinate At(double x, double y)
        {
            var (mapX, mapY) = reference?.ToMap(x, y) ?? (x, y);
            return new Coordinate(mapX, mapY);
        }

        var (right, bottom) = (tile.Left + tile.Width, tile.Top + tile.Height);
        return factory.CreatePolygon(
            [At(tile.Left, tile.Top), At(tile.Left, bottom), At(right, bottom), At(right, tile.Top), At(tile.Left, tile.Top)]);
    }

    private static AttributesTable Properties(SceneTile tile) => new()
    {
        { "column", tile.Column },
        { "row", tile.Row },
        { "left", tile.Left },
        { "top", tile.Top },
        { "width", tile.Width },
        { "height", tile.Height },
        { "verdict", tile.Verdict.ToString().ToLowerInvariant() },
        { "probability", tile.Probability },
        { "evidence_share", tile.EvidenceShare },
        { "blurred_share", tile.BlurredShare },
        { "data_share", tile.DataShare },
    };
}
