using BlurDetection.Imaging;
using OpenCvSharp;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>Processor time of files under 1 MB whose form costs most for their pixels, beside an ordinary file of as many pixels.</summary>
internal static class ShapeRun
{
    private const int MostBytes = 1_000_000, Rounds = 25; // the first of which run code that is not optimised yet
    private const double Bar = 1.5;
    private const ImwriteFlags PngFilter = (ImwriteFlags)19; // IMWRITE_PNG_FILTER
    private const int Paeth = 128; // the filter that takes longest
    private const ImwriteFlags JpegSamplingFactor = (ImwriteFlags)7; // IMWRITE_JPEG_SAMPLING_FACTOR, which OpenCvSharp does not name

    public static int Run()
    {
        Cv2.SetNumThreads(1);
        var all = true;
        using (var scene = Cv2.ImDecode(BenchmarkImages.Bytes("12", "jpg"), ImreadModes.Color))
        {
            var shapes = Jpegs(scene).Concat(Pngs(scene)).Concat(WebPs(scene)).ToList();
            foreach (var shape in shapes)
            {
                var figure = Measure(shape);
                figure.Print();
                all &= figure.Ok != false;
            }
        }
        return all ? 0 : 1;
    }

    private static IEnumerable<Shape> Jpegs(Mat scene)
    {
        byte[] ordinary = BenchmarkImages.Bytes("12", "jpg");
        foreach (var (name, sampling) in new[] { ("4:2:0", 0x221111), ("4:2:2", 0x211111), ("4:4:4", 0x111111) })
        {
            byte[] file = Largest(quality => scene.ImEncode(".jpg", new ImageEncodingParam(ImwriteFlags.JpegQuality, quality),
                new ImageEncodingParam(ImwriteFlags.JpegProgressive, 1), new ImageEncodingParam(JpegSamplingFactor, sampling)));
            yield return new($"progressive JPEG {name}", file, ordinary);
        }
    }

    // Few levels, so that much of it compresses to little; a part of the range, so that it must be found.
    private static IEnumerable<Shape> Pngs(Mat scene)
    {
        byte[] ordinary = BenchmarkImages.Bytes("12", "png");
        foreach (var (name, conversion) in new (string, ColorConversionCodes?)[]
            { ("grey", ColorConversionCodes.BGR2GRAY), ("RGB", null), ("RGBA", ColorConversionCodes.BGR2BGRA) })
        {
            using var converted = conversion is { } code ? scene.CvtColor(code) : scene.Clone();
            foreach (var (range, most) in new[] { ("all of its range", 65535), ("a part of its range", 9000) })
            {
                byte[] file = Largest(quality => Deep(converted, Math.Max(4, quality * 4), most));
                yield return new($"PNG of 16 bits, {name}, {range}", file, ordinary);
            }
        }
    }

    private static byte[] Deep(Mat image, int longSide, int most)
    {
        using var small = image.Resize(new Size(longSide, Math.Max(1, longSide * 3 / 4)), 0, 0, InterpolationFlags.Area);
        using var large = small.Resize(image.Size(), 0, 0, InterpolationFlags.Nearest);
        using var deep = new Mat();
        large.ConvertTo(deep, MatType.MakeType(MatType.CV_16U, image.Channels()), most / 255.0);
        return deep.ImEncode(".png", new ImageEncodingParam(ImwriteFlags.PngCompression, 6),
            new ImageEncodingParam(PngFilter, Paeth));
    }

    private static IEnumerable<Shape> WebPs(Mat scene)
    {
        byte[] ordinary = scene.ImEncode(".webp", new ImageEncodingParam(ImwriteFlags.WebPQuality, 90));
        yield return new("lossy WebP",
            Largest(quality => scene.ImEncode(".webp", new ImageEncodingParam(ImwriteFlags.WebPQuality, quality))), ordinary);
        yield return new("lossless WebP", Largest(quality =>
        {
            using var small = scene.Resize(new Size(quality * 4 + 4, quality * 3 + 3), 0, 0, InterpolationFlags.Area);
            using var large = small.Resize(scene.Size(), 0, 0, InterpolationFlags.Nearest);
            return large.ImEncode(".webp", new ImageEncodingParam(ImwriteFlags.WebPQuality, 101));
        }), ordinary);
    }

    // The best that fits.
    private static byte[] Largest(Func<int, byte[]> encode)
    {
        foreach (var quality in new[] { 95, 75, 55, 40, 30, 20, 10, 5 })
            if (encode(quality) is { Length: < MostBytes } file) return file;
        throw new InvalidOperationException("No file is small enough.");
    }

    private static Figure Measure(Shape shape)
    {
        double time = double.PositiveInfinity, timeOrdinary = double.PositiveInfinity;
        for (var i = 0; i < Rounds; i++)
        {
            timeOrdinary = Math.Min(timeOrdinary, Decode(shape.Ordinary));
            time = Math.Min(time, Decode(shape.File));
        }
        return new Figure
        {
            Name = $"{shape.Name}, {shape.File.Length / 1000} KB",
            CpuRatio = Math.Round(time / timeOrdinary, 2),
            Bar = Bar,
            Ok = time / timeOrdinary <= Bar,
            Unit = "ms of processor time, the least of all",
            Median = Math.Round(time, 1),
            MedianOther = Math.Round(timeOrdinary, 1),
        };
    }

    private static double Decode(byte[] file)
    {
        var before = Environment.CpuUsage.TotalTime;
        ImageDecoder.Decode(file, Preprocessing.Default).Dispose();
        return (Environment.CpuUsage.TotalTime - before).TotalMilliseconds;
    }

    private sealed record Shape(string Name, byte[] File, byte[] Ordinary);
}
