using System.IO.Compression;
using System.Text;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using BlurDetection.Web.Api;
using BlurDetection.Web.Limits;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using SkiaSharp;

namespace BlurDetection.Tests.Robustness;

/// <summary>Every reader of files that this test project sees.</summary>
internal static class FuzzTargets
{
    private static readonly ImageDecoderOptions Limits = new() { MaxPixels = 1 << 20, MaxDecoderBytes = 8 << 20 };
    private static readonly ImageDecoderOptions LimitsOfSkia =
        new() { MaxPixels = 1 << 20, MaxDecoderBytes = 8 << 20, AllowTurboJpeg = false };

    public static FuzzTarget Create(string name) => name switch
    {
        "jpeg" => new(name, [.. Scenes().Select(scene => RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg)),
            ProgressiveJpegs.Subsampled, ProgressiveJpegs.Restarted,
            ProgressiveJpegs.InTwoScans], ReadJpeg, e => e is UnsupportedImageException),
        "png" => Image(name, [.. Scenes().Select(scene => RenderedImages.Encode(scene, SKEncodedImageFormat.Png)), .. PngForms()],
            PngDamage.Of),
        "webp" => Image(name, [.. Scenes().Select(scene => RenderedImages.Encode(scene, SKEncodedImageFormat.Webp))]),
        "gif" => Image(name, [.. Scenes().Select(EncodedImages.Gif)]),
        "bmp" => Image(name, [.. Scenes().Select(EncodedImages.Bmp)]),
        "onnx" => new(name, [TestModels.Plain(), TestModels.PlainWithoutExtras(), TestModels.Rgb(16)],
            bytes => BlurClassifier.Load(new MemoryStream(bytes)).Dispose(), e => e is InvalidModelException),
        "zip" => new(name, [Zip(TestModels.Plain())], bytes => BlurClassifier.Load(new MemoryStream(bytes)).Dispose(),
            e => e is InvalidModelException, Checksums.OfZip),
        "labels" => new(name, [Encoding.UTF8.GetBytes("filename,label,group,split\na.jpg,0,g,train\n\"b, c.jpg\",1,,val\n"),
            "filename;label\na;0\n"u8.ToArray()],
            ReadLabels, e => e is TrainingDataException),
        "checkpoint" => new(name, [Checkpoint()], ReadCheckpoint, e => e is InvalidDataException),
        "network" => new(name, [Encoding.UTF8.GetBytes(NetworkJson.Write(LabelledImages.Network)),
            Encoding.UTF8.GetBytes(NetworkJson.Write(TrainingRecipe.Notebook.Network!))],
            bytes => NetworkJson.Read(Encoding.UTF8.GetString(bytes)), e => e is InvalidNetworkException),
        "recipe" => new(name, [Encoding.UTF8.GetBytes(TrainingRecipe.Notebook.ToJson())],
            bytes => TrainingRecipe.Read(Encoding.UTF8.GetString(bytes)), e => e is InvalidRecipeException),
        "multipart" => new(name, [Multipart()], ReadMultipart, e => e is InvalidDataException or IOException),
        _ => throw new ArgumentOutOfRangeException(nameof(name), name, "No such reader."),
    };

    public static TheoryData<string> Names =>
        [.. new[] { "jpeg", "png", "webp", "gif", "bmp", "onnx", "zip", "labels", "checkpoint", "network", "recipe", "multipart" }];

    private static FuzzTarget Image(string name, IReadOnlyList<byte[]> seeds, Func<byte[], Random, byte[]>? damage = null) =>
        new(name, seeds, bytes => ImageDecoder.Decode(bytes, Preprocessing.Default, Limits).Dispose(),
            e => e is UnsupportedImageException, Damage: damage);

    // Once by libturbojpeg, where there is one, and once by Skia and our walk of the scans.
    private static void ReadJpeg(byte[] bytes)
    {
        UnsupportedImageException? refusal = null;
        foreach (ImageDecoderOptions options in new[] { Limits, LimitsOfSkia })
        {
            try
            {
                ImageDecoder.Decode(bytes, Preprocessing.Default, options).Dispose();
            }
            catch (UnsupportedImageException error)
            {
                refusal = error;
            }
        }
        if (refusal is not null) throw refusal;
    }

    private static IEnumerable<SKBitmap> Scenes() =>
        new[] { (48, 32), (33, 65), (8, 8) }.Select(size => RenderedImages.Scene(size.Item1, size.Item2));

    private static IEnumerable<byte[]> PngForms()
    {
        const int Width = 16, Height = 12;
        var random = new Random(1);
        foreach (var (type, size, depths) in new[]
            { (0, 1, new[] { 1, 4, 8, 16 }), (2, 3, [8, 16]), (3, 1, [2, 8]), (4, 2, [8, 16]), (6, 4, [8, 16]) })
        {
            foreach (int depth in depths)
            {
                ushort[] values = [.. Enumerable.Range(0, Width * Height * size).Select(_ => (ushort)random.Next(1 << depth))];
                (string, byte[])[] palette = type == 3 ? [("PLTE", new byte[3 << depth]), ("tRNS", new byte[2])] : [];
                foreach (bool interlaced in new[] { false, true })
                    yield return PngWriter.Write(Width, Height, type, depth, interlaced, values, palette);
            }
        }
    }

    private static byte[] Zip(byte[] onnx)
    {
        using var memory = new MemoryStream();
        using (var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        using (Stream entry = zip.CreateEntry("model.onnx").Open())
            entry.Write(onnx);
        return memory.ToArray();
    }

    private static void ReadLabels(byte[] bytes)
    {
        using var folder = new TemporaryFolder();
        LabelFile.Read(folder.Write("labels.csv", bytes), folder.Path);
    }

    private static byte[] Checkpoint()
    {
        using var memory = new MemoryStream();
        SafeTensors.Write(memory, new Dictionary<string, NetworkWeight> { ["weights/a"] = new([2, 3], [1, 2, 3, 4, 5, 6]) },
            new Dictionary<string, string> { ["k"] = "v" });
        return memory.ToArray();
    }

    private static void ReadCheckpoint(byte[] bytes) => SafeTensors.Read(bytes);

    private static byte[] Multipart() => Encoding.ASCII.GetBytes(
        "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename=\"a.jpg\"\r\nContent-Type: image/jpeg\r\n\r\nabc\r\n"
        + "--edge\r\nContent-Disposition: form-data; name=\"files\"; filename*=UTF-8''b.jpg\r\n\r\ndef\r\n--edge--\r\n");

    private static void ReadMultipart(byte[] bytes)
    {
        var context = new DefaultHttpContext();
        context.Request.Body = new MemoryStream(bytes);
        var memory = new BodyMemory(Options.Create(new BlurDetection.Web.WebOptions()));
        foreach (UploadedImage picture in ImageRequest.ReadMultipartAsync(context.Request, "edge", 1 << 20, memory, default)
            .ToBlockingEnumerable())
            picture.Dispose();
    }
}
