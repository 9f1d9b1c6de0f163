using NetVips;

namespace BlurDetection.Vips.Scenes;

/// <summary>Writes the map of a scene as PNG, one pixel a cell: red for blurred, green for in focus, transparent where
/// there is no evidence.</summary>
internal static class SceneMapPng
{
    public static void Write(SceneResult scene, string path)
    {
        var map = scene.Map;
        var pixels = new byte[4 * map.Width * map.Height];
        for (var i = 0; i < map.Width * map.Height; i++)
        {
            var probability = Math.Clamp(map.Probability.Span[i], 0, 1);
            pixels[4 * i] = (byte)Math.Round(255 * probability);
            pixels[4 * i + 1] = (byte)Math.Round(255 * (1 - probability));
            pixels[4 * i + 3] = (byte)Math.Round(255 * Math.Clamp(map.Certainty.Span[i], 0, 1));
        }
        using var image = Image.NewFromMemory(pixels, map.Width, map.Height, 4, Enums.BandFormat.Uchar);
        using var rgb = image.Copy(interpretation: Enums.Interpretation.Srgb);
        var encoded = rgb.WriteToBuffer(".png");
        WholeFile.Write(path, stream => stream.Write(encoded));
    }
}
