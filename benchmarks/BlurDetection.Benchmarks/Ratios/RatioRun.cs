using BlurDetection.Benchmarks.Alternatives;
using BlurDetection.Imaging;
using OpenCvSharp;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>The table of figures that the library is held to: one thread, medians, each pair timed in turn.</summary>
internal static class RatioRun
{
    private const double AllocationBar = 8, PeakMemoryBar = 220, FirstVerdictBar = 0.6;

    public static int Run(string? model)
    {
        Cv2.SetNumThreads(1);
        var figures = new List<Figure>();
        void Add(Figure figure)
        {
            figure.Print();
            figures.Add(figure);
        }

        using (var turbo = BenchmarkModel.Load(model))
        using (var skia = BenchmarkModel.Load(model, turbo: false))
        {
            AgainstOpenCv("12", "jpg", turbo, 0.36, skia, 0.50, Add);
            AgainstOpenCv("48", "jpg", turbo, 0.30, skia, null, Add);
            AgainstOpenCv("2", "jpg", turbo, 1.4, skia, 2.0, Add);
            AgainstOpenCv("0.3", "jpg", turbo, null, skia, null, Add);
            Add(AgainstOwnFloor(turbo));
            Add(NetworkAlone(turbo));
            foreach (var size in new[] { "0.3", "2", "12", "48" }) AgainstOpenCv(size, "png", turbo, null, null, null, Add);
            Add(Allocation(turbo, "jpg"));
            Add(Allocation(skia, "jpg") with { Name = "managed allocation per 2 MP JPEG, Skia alone" });
        }
        AgainstMlNet(model, Add);
        Add(FolderThroughput.Measure(model));
        Add(Figure.AtMost("48 MP JPEG: peak resident memory, whole process", ChildProcess.PeakMegabytes(BenchmarkPictures.Path("48", "jpg"), model), "MB", PeakMemoryBar));
        Add(Figure.AtMost("48 MP PNG: peak resident memory, whole process", ChildProcess.PeakMegabytes(BenchmarkPictures.Path("48", "png"), model), "MB", PeakMemoryBar) with { Bar = null, Ok = null });
        var starts = Enumerable.Range(0, 5).Select(_ => ChildProcess.FirstVerdictSeconds(BenchmarkPictures.Path("2", "jpg"), model)).ToList();
        Add(Figure.AtMost("2 MP JPEG: first verdict of a fresh process, processor time", PairedTiming.Median(starts), "s", FirstVerdictBar));
        return figures.All(figure => figure.Ok != false) ? 0 : 1;
    }

    private static void AgainstOpenCv(
        string megapixels, string extension, BlurClassifier turbo, double? turboBar, BlurClassifier? skia, double? skiaBar, Action<Figure> add)
    {
        var bytes = BenchmarkPictures.Bytes(megapixels, extension);
        var (width, height) = BenchmarkPictures.Sizes[megapixels];
        var picture = $"{megapixels} MP {(extension == "jpg" ? "JPEG" : "PNG")}";
        var decoder = extension == "jpg" ? ", with libturbojpeg" : "";
        add(PairedTiming.Compare($"{picture}{decoder}, to OpenCV full grey + Laplacian", turboBar, () => turbo.Classify(bytes), () => OpenCvLaplacian.Full(bytes)));
        if (skia is not null)
            add(PairedTiming.Compare($"{picture}, with Skia alone, to OpenCV full grey + Laplacian", skiaBar, () => skia.Classify(bytes), () => OpenCvLaplacian.Full(bytes)));
        if (extension == "jpg")
            add(PairedTiming.Compare($"{picture}{decoder}, to OpenCV reduced grey + Laplacian", null, () => turbo.Classify(bytes), () => OpenCvLaplacian.Reduced(bytes, Math.Max(width, height))));
    }

    private static Figure AgainstOwnFloor(BlurClassifier turbo)
    {
        var bytes = BenchmarkPictures.Bytes("12", "jpg");
        var eighth = Preprocessing.Canonical with { LongSide = 4032 / 8 }; // lands on the 1/8 scale, so that nothing but the decoder runs
        return PairedTiming.Compare("12 MP JPEG, with libturbojpeg, to its own 1/8 grey decode", 1.5, () => turbo.Classify(bytes), () => ImageDecoder.Decode(bytes, eighth).Dispose());
    }

    // From pixels in memory, so that no decoder is in it.
    private static Figure NetworkAlone(BlurClassifier classifier)
    {
        var bytes = BenchmarkPictures.Bytes("2", "jpg");
        using var grey = Cv2.ImDecode(bytes, ImreadModes.Grayscale);
        using var canonical = grey.Resize(new Size(960, 720), 0, 0, InterpolationFlags.Area);
        using var whole = grey.Resize(new Size(1414, 1061), 0, 0, InterpolationFlags.Area);
        canonical.GetArray(out byte[] luma);
        return PairedTiming.Compare("network on 960x720, to OpenCV's 64-bit Laplacian and variance on 1.5 MP grey", 1.0,
            () => classifier.Classify(new PixelBuffer(luma, PixelFormat.Gray8, 960, 720)), () => OpenCvLaplacian.Variance(whole));
    }

    private static void AgainstMlNet(string? model, Action<Figure> add)
    {
        using var onnx = ModelOnDisk.Of(model);
        using var classifier = BenchmarkModel.Load(model);
        using var mlNet = new MlNetPipeline(onnx.Path, 960, 720);
        foreach (var size in new[] { "2", "12" })
        {
            var path = BenchmarkPictures.Path(size, "jpg");
            add(PairedTiming.Compare($"{size} MP JPEG, to ML.NET LoadImages + ResizeImages + ExtractPixels + the same ONNX", null, () => classifier.Classify(path), () => mlNet.Classify(path)));
        }
    }

    private static Figure Allocation(BlurClassifier classifier, string extension)
    {
        const int pictures = 50;
        var bytes = BenchmarkPictures.Bytes("2", extension);
        for (var i = 0; i < 20; i++) classifier.Classify(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < pictures; i++) classifier.Classify(bytes);
        var kilobytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0 / pictures;
        return Figure.AtMost("managed allocation per 2 MP JPEG, steady state", kilobytes, "KB", AllocationBar);
    }
}
