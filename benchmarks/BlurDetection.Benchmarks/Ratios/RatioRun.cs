using BlurDetection.Benchmarks.Alternatives;
using BlurDetection.Imaging;
using OpenCvSharp;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>The table of figures that the library is held to: one thread, medians, each pair timed in turn.</summary>
internal static class RatioRun
{
    private const double AllocationBar = 8, PeakMemoryBar = 220, FirstVerdictBar = 0.6;

    /// <summary>Only the lines that no decoder is in.</summary>
    public static int RunNetwork(string? model)
    {
        Cv2.SetNumThreads(1);
        using var classifier = BenchmarkModel.Load(model);
        var figures = new List<Figure>();
        NetworkAlone(classifier, figure =>
        {
            figure.Print();
            figures.Add(figure);
        });
        return figures.All(figure => figure.Ok != false) ? 0 : 1;
    }

    public static int Run(string? model)
    {
        Cv2.SetNumThreads(1);
        var figures = new List<Figure>();
        void Add(Figure figure)
        {
            figure.Print();
            figures.Add(figure);
        }

        using (var shipped = BenchmarkModel.Load(model))
        {
            foreach (var (size, bar) in new (string, double?)[] { ("12", 0.36), ("48", 0.30), ("2", 1.4), ("0.3", null) })
            {
                Add(AgainstOpenCv($"{size} MP JPEG", size, "jpg", shipped, size == "0.3" ? 1.2 : null));
                Add(AgainstFreshOpenCv($"{size} MP JPEG", size, shipped, bar));
                Add(AgainstReducedOpenCv(size, shipped));
            }
            Add(AgainstFloor(shipped));
            NetworkAlone(shipped, Add);
            foreach (var size in BenchmarkImages.Sizes.Keys) Add(AgainstOpenCv($"{size} MP PNG", size, "png", shipped, null));
            Add(Allocation("", shipped));
            using var withMap = BenchmarkModel.Load(model, map: true);
            Add(MapAlone(withMap, shipped));
            Add(SecondLook(withMap));
            Add(Allocation(", with the map", withMap) with { Bar = null, Ok = null });
        }
        AgainstMlNet(model, Add);
        Add(FolderThroughput.Measure(model));
        Add(Figure.AtMost("48 MP JPEG: peak resident memory, whole process",
            ChildProcess.PeakMegabytes(BenchmarkImages.Path("48", "jpg"), model), "MB", PeakMemoryBar));
        Add(Figure.AtMost("48 MP PNG: peak resident memory, whole process",
            ChildProcess.PeakMegabytes(BenchmarkImages.Path("48", "png"), model), "MB", PeakMemoryBar) with { Bar = null, Ok = null });
        var starts = Enumerable.Range(0, 5).Select(_ => ChildProcess.FirstVerdictSeconds(BenchmarkImages.Path("2", "jpg"), model)).ToList();
        Add(Figure.AtMost("2 MP JPEG: first verdict of a fresh process, processor time", PairedTiming.Median(starts), "s",
            FirstVerdictBar));
        return figures.All(figure => figure.Ok != false) ? 0 : 1;
    }

    private static Figure AgainstOpenCv(string name, string megapixels, string extension, BlurClassifier classifier, double? bar)
    {
        var bytes = BenchmarkImages.Bytes(megapixels, extension);
        return PairedTiming.Compare($"{name}, to OpenCV full grey + Laplacian", bar, () => classifier.Classify(bytes),
            () => OpenCvLaplacian.Full(bytes));
    }

    private static Figure AgainstFreshOpenCv(string name, string megapixels, BlurClassifier classifier, double? bar)
    {
        var bytes = BenchmarkImages.Bytes(megapixels, "jpg");
        return PairedTiming.Compare($"{name}, to OpenCV full grey + Laplacian with fresh matrices", bar, () => classifier.Classify(bytes),
            () => OpenCvLaplacian.FullAfresh(bytes));
    }

    private static Figure AgainstReducedOpenCv(string megapixels, BlurClassifier classifier)
    {
        var bytes = BenchmarkImages.Bytes(megapixels, "jpg");
        var longSide = BenchmarkImages.Sizes[megapixels].Width;
        return PairedTiming.Compare($"{megapixels} MP JPEG, to OpenCV reduced grey + Laplacian",
            megapixels == "2" ? 1 : null,
            () => classifier.Classify(bytes), () => OpenCvLaplacian.Reduced(bytes, longSide));
    }

    private static Figure AgainstFloor(BlurClassifier shipped)
    {
        var bytes = BenchmarkImages.Bytes("12", "jpg");
        return PairedTiming.Compare("12 MP JPEG, to OpenCV's 1/8 grey decode alone", 1.5, () => shipped.Classify(bytes),
            () => Cv2.ImDecode(bytes, ImreadModes.ReducedGrayscale8).Dispose());
    }

    // From pixels in memory, so that no decoder is in it.
    private static void NetworkAlone(BlurClassifier classifier, Action<Figure> add)
    {
        const double bar = 1;
        using var grey = Cv2.ImDecode(BenchmarkImages.Bytes("2", "jpg"), ImreadModes.Grayscale);
        using var whole = grey.Resize(new Size(1414, 1061), 0, 0, InterpolationFlags.Area);
        var canonical = Canonical(grey);
        add(PairedTiming.Compare("network on 960x720, to OpenCV's 64-bit Laplacian and variance on 1.5 MP grey", bar,
            () => classifier.Classify(canonical), () => OpenCvLaplacian.Variance(whole)));
        add(PairedTiming.Compare("network on 960x720, to itself", null, () => classifier.Classify(canonical),
            () => classifier.Classify(canonical)));
        using var python = PythonLaplacian.TryStart(whole);
        if (python is null) Console.Error.WriteLine("python3 has no OpenCV (Debian's python3-opencv), so the line on Python is left out.");
        else add(PairedTiming.Compare("network on 960x720, to Python's cv2.Laplacian(grey, cv2.CV_64F).var() on 1.5 MP grey", bar,
            () => classifier.Classify(canonical), python.Measure));
    }

    // What the map costs where it is asked for; without it, its layers do not run.
    private static Figure MapAlone(BlurClassifier withMap, BlurClassifier without)
    {
        using var grey = Cv2.ImDecode(BenchmarkImages.Bytes("2", "jpg"), ImreadModes.Grayscale);
        var canonical = Canonical(grey);
        return PairedTiming.Compare("network on 960x720 with its map, to the same without", null, () => withMap.Classify(canonical),
            () => without.Classify(canonical));
    }

    // The largest image that is looked at twice.
    private static Figure SecondLook(BlurClassifier withMap)
    {
        using var grey = Cv2.ImDecode(BenchmarkImages.Bytes("2", "jpg"), ImreadModes.Grayscale);
        PixelBuffer large = Canonical(grey), small = Scaled(grey, 672, 512);
        return PairedTiming.Compare("two looks at 672x512, to one at 960x720, both with the map", null, () => withMap.Classify(small),
            () => withMap.Classify(large));
    }

    private static PixelBuffer Canonical(Mat grey) => Scaled(grey, 960, 720);

    private static PixelBuffer Scaled(Mat grey, int width, int height)
    {
        using var scaled = grey.Resize(new Size(width, height), 0, 0, InterpolationFlags.Area);
        scaled.GetArray(out byte[] luma);
        return new PixelBuffer(luma, PixelFormat.Gray8, width, height);
    }

    private static void AgainstMlNet(string? model, Action<Figure> add)
    {
        using var onnx = ModelOnDisk.Of(model);
        using var classifier = BenchmarkModel.Load(model);
        using var mlNet = new MlNetPipeline(onnx.Path, 960, 720);
        foreach (var size in new[] { "2", "12" })
        {
            var path = BenchmarkImages.Path(size, "jpg");
            add(PairedTiming.Compare($"{size} MP JPEG, to ML.NET LoadImages + ResizeImages + ExtractPixels + the same ONNX", null,
                () => classifier.Classify(path), () => mlNet.Classify(path)));
        }
    }

    private static Figure Allocation(string name, BlurClassifier classifier)
    {
        const int pictures = 50;
        var bytes = BenchmarkImages.Bytes("2", "jpg");
        for (var i = 0; i < 20; i++) classifier.Classify(bytes);
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < pictures; i++) classifier.Classify(bytes);
        var kilobytes = (GC.GetAllocatedBytesForCurrentThread() - before) / 1024.0 / pictures;
        return Figure.AtMost($"2 MP JPEG{name}: managed allocation, steady state", kilobytes, "KB", AllocationBar);
    }
}
