using System.Globalization;
using System.Text;
using System.Text.Json;
using BlurDetection.Evaluation.Files;
using BlurDetection.Synthesis;

namespace BlurDetection.Cli.Synthesis;

/// <summary>A folder of made images: <c>images/</c>, <c>metadata.csv</c>, and <c>masks/</c> if asked for (white = blurred).</summary>
internal sealed class LabelledFolder : IDisposable
{
    private readonly string _images;
    private readonly string? _masks;
    private readonly string _labelsPath;
    private readonly StringWriter _labels = new() { NewLine = "\n" };

    public LabelledFolder(string folder, bool masks)
    {
        _images = Directory.CreateDirectory(Path.Join(folder, "images")).FullName;
        _masks = masks ? Directory.CreateDirectory(Path.Join(folder, "masks")).FullName : null;
        _labelsPath = Path.Join(folder, "metadata.csv");
        Row("filename", "label", "blur_type", "strength", "group");
    }

    public int Count { get; private set; }

    /// <summary>Writes one image.</summary>
    /// <param name="image">The image and what is known of it.</param>
    /// <param name="group">Its sharp original: images of one original belong on one side of a split.</param>
    public void Add(SynthesizedImage image, string group)
    {
        string name = $"{JsonNamingPolicy.KebabCaseLower.ConvertName(image.Recipe.ToString())}_{++Count:000000}.png";
        using (var bitmap = GreyImage.Of(image.Image)) GreyImage.Save(bitmap, Path.Join(_images, name));
        if (_masks is not null)
        {
            using var mask = GreyImage.Of(image.Image.Width, image.Image.Height,
                (x, y) =>
                    image.LocalBlur[y / SynthesizedImage.CellSize * image.MapWidth + x / SynthesizedImage.CellSize] >= 0.5f ? 255 : 0);
            GreyImage.Save(mask, Path.Join(_masks, name));
        }
        bool blurred = image.BlurTarget >= 0.5f;
        Row(name, blurred ? "0" : "1", blurred ? image.Kind?.ToString().ToLowerInvariant() ?? "" : "",
            image.Strength?.ToString("0.###", CultureInfo.InvariantCulture) ?? "", group);
    }

    /// <summary>Writes the labels, once the images that they name are there.</summary>
    public void Dispose() => AtomicFile.Write(_labelsPath, stream => stream.Write(Encoding.UTF8.GetBytes(_labels.ToString())));

    private void Row(params string[] fields) => _labels.WriteLine(string.Join(',', fields.Select(Quoted)));

    // RFC 4180.
    private static string Quoted(string field) => field.AsSpan().IndexOfAny(",\"\r\n") < 0 ? field : $"\"{field.Replace("\"", "\"\"")}\"";
}
