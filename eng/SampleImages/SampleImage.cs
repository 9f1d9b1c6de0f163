using SampleImages.Rendering;
using SkiaSharp;

namespace SampleImages;

/// <summary>One image of the album.</summary>
/// <param name="Label">0 = blur, 1 = focus, null where there is nothing to tell blur by.</param>
/// <param name="Paint">Draws the image, ready for the file.</param>
internal sealed record SampleImage(string FileName, int? Label, string Description, Func<LinearImage> Paint, int Quality = 80)
{
    /// <summary>Writes the file in the format that its name says.</summary>
    public void Save(string path)
    {
        using var bitmap = Tone.ToBitmap(Paint());
        var format = Path.GetExtension(path) switch
        {
            ".jpg" => SKEncodedImageFormat.Jpeg,
            ".webp" => SKEncodedImageFormat.Webp,
            ".png" => SKEncodedImageFormat.Png,
            var other => throw new NotSupportedException($"No encoder for {other}."),
        };
        using var data = bitmap.Encode(format, Quality);
        using var file = File.Create(path);
        data.SaveTo(file);
    }
}
