using System.Globalization;

namespace BlurDetection.Vips.Scenes;

/// <summary>Reads where an image lies from the world file beside it: six lines, for the middle of the top left pixel.</summary>
internal static class WorldFile
{
    private const int MostBytes = 4096;

    /// <summary>Null where there is none.</summary>
    /// <exception cref="UnsupportedImageException">There is one, and it does not hold six numbers.</exception>
    public static GeoReference? Read(string imagePath)
    {
        foreach (var path in Names(imagePath))
        {
            if (!File.Exists(path)) continue;
            // Pipes and devices, which might never end, have no length.
            var lines = LengthOf(path) is 0 or > MostBytes ? []
                : File.ReadAllText(path).Split(['\n', '\r', ' '], StringSplitOptions.RemoveEmptyEntries);
            var n = new double[6];
            for (var i = 0; i < 6; i++)
                if (i >= lines.Length || !double.TryParse(lines[i], NumberStyles.Float, CultureInfo.InvariantCulture, out n[i]))
                    throw new UnsupportedImageException($"{path}, line {i + 1}: a world file holds six numbers, one a line, with a " +
                        $"decimal point. Correct it or take it away.");
            var corner = new GeoReference(n[4], n[5], n[0], n[1], n[2], n[3]);
            var (x, y) = corner.ToMap(-0.5, -0.5);
            return corner with { OriginX = x, OriginY = y };
        }
        return null;
    }

    private static long LengthOf(string path) => ((File.ResolveLinkTarget(path, returnFinalTarget: true) as FileInfo) ?? new(path)).Length;

    // scene.tif: scene.tfw, scene.tifw, scene.wld, in lower or upper case.
    private static IEnumerable<string> Names(string imagePath)
    {
        var ending = Path.GetExtension(imagePath).TrimStart('.');
        string[] endings = ending.Length < 2 ? ["wld"] : [$"{ending[0]}{ending[^1]}w", $"{ending}w", "wld"];
        return endings.SelectMany(each =>
            new[] { Path.ChangeExtension(imagePath, each), Path.ChangeExtension(imagePath, each.ToUpperInvariant()) });
    }
}
