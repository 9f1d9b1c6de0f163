using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Benchmarks;

/// <summary>Images with natural statistics, rendered once and kept in the system's temporary folder.</summary>
internal static class BenchmarkImages
{
    /// <summary>Sizes by name, in megapixels.</summary>
    public static IReadOnlyDictionary<string, (int Width, int Height)> Sizes { get; } = new Dictionary<string, (int, int)>
    {
        ["0.3"] = (640, 480),
        ["2"] = (1920, 1080),
        ["12"] = (4032, 3024),
        ["48"] = (8064, 6048),
    };

    /// <summary>The path of an image of that size; "jpg" or "png".</summary>
    public static string Path(string megapixels, string extension)
    {
        var folder = Directory.CreateDirectory(System.IO.Path.Combine(System.IO.Path.GetTempPath(), "blurdetection-benchmarks")).FullName;
        var path = System.IO.Path.Combine(folder, $"scene-{megapixels}mp.{extension}");
        if (File.Exists(path)) return path;
        var (width, height) = Sizes[megapixels];
        using var scene = RenderedImages.Scene(width, height);
        foreach (var (format, name) in new[] { (SKEncodedImageFormat.Jpeg, "jpg"), (SKEncodedImageFormat.Png, "png") })
        {
            var partial = System.IO.Path.Combine(folder, $"{Guid.NewGuid():N}.partial");
            File.WriteAllBytes(partial, RenderedImages.Encode(scene, format, 90));
            File.Move(partial, System.IO.Path.Combine(folder, $"scene-{megapixels}mp.{name}"), overwrite: true);
        }
        return path;
    }

    public static byte[] Bytes(string megapixels, string extension) => File.ReadAllBytes(Path(megapixels, extension));
}
