using System.Globalization;

namespace BlurDetection.Vips.Scenes;

/// <summary>Writes the tiles of a scene as CSV (RFC 4180): a header, then one row a tile.</summary>
internal static class SceneCsv
{
    public static void Write(SceneResult scene, string path) => WholeFile.Write(path, stream =>
    {
        using var writer = new StreamWriter(stream, leaveOpen: true);
        Write(scene, writer);
    });

    /// <summary>Writes text. Columns map_x and map_y are the tile's middle in map coordinates, empty where they are not known.</summary>
    public static void Write(SceneResult scene, TextWriter writer)
    {
        writer.Write("column,row,left,top,width,height,verdict,reason,probability,evidence_share,blurred_share,data_share,map_x,map_y\n");
        foreach (var tile in scene.Tiles)
        {
            var middle = scene.GeoReference?.ToMap(tile.Left + tile.Width / 2.0, tile.Top + tile.Height / 2.0);
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{tile.Column},{tile.Row},{tile.Left},{tile.Top},{tile.Width},{tile.Height},"));
            writer.Write(
                $"{tile.Verdict.ToString().ToLowerInvariant()},{(tile.Reason == IndeterminateReason.None ? "" : tile.Reason.ToString())},");
            writer.Write(string.Create(CultureInfo.InvariantCulture,
                $"{tile.Probability:0.####},{tile.EvidenceShare:0.####},{tile.BlurredShare:0.####},{tile.DataShare:0.####},"));
            writer.Write(string.Create(CultureInfo.InvariantCulture, $"{middle?.X},{middle?.Y}\n"));
        }
    }
}
