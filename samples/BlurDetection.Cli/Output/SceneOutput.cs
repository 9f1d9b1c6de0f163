using System.Globalization;
using System.Text.Json;
using BlurDetection.Vips.Scenes;

namespace BlurDetection.Cli.Output;

/// <summary>Writes what was found in scenes: a line each, JSON, or the tiles as CSV; and the map as PNG where a folder is given.</summary>
internal sealed class SceneOutput(TextWriter output, TextWriter error, bool json, bool csv, string? mapFolder)
{
    public void Write(string path, SceneResult scene)
    {
        if (mapFolder is not null)
        {
            Directory.CreateDirectory(mapFolder);
            scene.WriteMap(Path.Combine(mapFolder, $"{Path.GetFileName(path)}.map.png"));
        }
        if (csv) scene.WriteCsv(output);
        else if (json) output.WriteLine(Json(path, scene, null));
        else output.WriteLine(Text(path, scene));
        output.Flush();
    }

    public void Fail(string path, string message)
    {
        if (json) output.WriteLine(Json(path, null, message));
        else error.WriteLine(message.StartsWith(path, StringComparison.Ordinal) ? message : $"{path}: {message}");
    }

    private static int Count(SceneResult scene, BlurVerdict verdict) => scene.Tiles.Count(tile => tile.Verdict == verdict);

    // Always the same members; what is not known is null.
    private static string Json(string path, SceneResult? scene, string? error) => JsonSerializer.Serialize(new
    {
        schema = JsonLines.SchemaVersion,
        file = path,
        width = scene?.Width,
        height = scene?.Height,
        tiles = scene?.Tiles.Count,
        focus = scene is null ? (int?)null : Count(scene, BlurVerdict.Focus),
        blurred = scene is null ? (int?)null : Count(scene, BlurVerdict.Blurred),
        indeterminate = scene is null ? (int?)null : Count(scene, BlurVerdict.Indeterminate),
        evidence_share = scene is null ? (double?)null : Math.Round(scene.EvidenceShare, 4),
        blurred_share = scene is null ? (double?)null : Math.Round(scene.BlurredShare, 4),
        range = scene?.Image.Range is { } range
            ? new { black = range.Black, white = range.White, origin = range.Origin.ToString().ToLowerInvariant() } : null,
        epsg = scene?.GeoReference?.EpsgCode,
        error,
    });

    private static string Text(string path, SceneResult scene) => string.Create(CultureInfo.InvariantCulture,
        $"{path}: {scene.Width}x{scene.Height}, {scene.Tiles.Count:N0} tiles: {Count(scene, BlurVerdict.Focus):N0} focus, " +
            $"{Count(scene, BlurVerdict.Blurred):N0} blurred, {Count(scene, BlurVerdict.Indeterminate):N0} indeterminate; " +
            $"{scene.EvidenceShare:P0} of the area holds evidence, {scene.BlurredShare:P0} of it is blurred");
}
