using SkiaSharp;

namespace BlurDetection.Cli.Output;

/// <summary>Writes the map of each image as PNG into a folder: red for blurred, green for in focus, transparent where
/// there is no evidence.</summary>
internal sealed class MapFiles(string folder)
{
    private readonly HashSet<string> _taken = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Writes a map; nothing for a model without one.</summary>
    /// <exception cref="IOException">The folder cannot be written.</exception>
    public void Write(string name, BlurMap? map)
    {
        if (map is null) return;
        Directory.CreateDirectory(folder);
        using var bitmap = new SKBitmap(new SKImageInfo(map.Width, map.Height, SKColorType.Rgba8888, SKAlphaType.Unpremul));
        for (int i = 0; i < map.Width * map.Height; i++)
        {
            float probability = Math.Clamp(map.Probability.Span[i], 0, 1), certainty = Math.Clamp(map.Certainty.Span[i], 0, 1);
            bitmap.SetPixel(i % map.Width, i / map.Width, new SKColor(Byte(probability), Byte(1 - probability), 0, Byte(certainty)));
        }
        string path = Path.Combine(folder, FileName(name));
        using (var data = bitmap.Encode(SKEncodedImageFormat.Png, 100))
        using (var file = File.Create(path + ".part")) data.SaveTo(file);
        File.Move(path + ".part", path, overwrite: true);
    }

    private static byte Byte(float share) => (byte)Math.Round(255 * share);

    // Images of one name in two folders get a number.
    private string FileName(string name)
    {
        string bare = name == "-" ? "stdin" : Path.GetFileName(name);
        string file = $"{bare}.map.png";
        for (int n = 2; !_taken.Add(file); n++) file = $"{bare}.{n}.map.png";
        return file;
    }
}
