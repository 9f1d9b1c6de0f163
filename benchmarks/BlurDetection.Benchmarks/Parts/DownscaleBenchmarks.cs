using BenchmarkDotNet.Attributes;
using BlurDetection.Imaging;
using OpenCvSharp;

namespace BlurDetection.Benchmarks.Parts;

/// <summary>Raw grey to resized luma by area averaging, beside OpenCV's INTER_AREA.</summary>
[MemoryDiagnoser]
public class DownscaleBenchmarks
{
    private byte[] _pixels = [];
    private Mat _mat = new();

    /// <summary>Width of the source; three quarters as high.</summary>
    [Params(1008, 1920, 4032)]
    public int Width { get; set; }

    private int Height => Width * 3 / 4;

    [GlobalSetup]
    public void Fill()
    {
        Cv2.SetNumThreads(1);
        _pixels = new byte[Width * Height];
        new Random(1).NextBytes(_pixels);
        _mat = Mat.FromPixelData(Height, Width, MatType.CV_8UC1, _pixels);
    }

    [Benchmark]
    public void AreaDownscaler() =>
        ImagePreprocessor.Preprocess(new PixelBuffer(_pixels, PixelFormat.Gray8, Width, Height), Preprocessing.Default).Dispose();

    [Benchmark(Baseline = true)]
    public void OpenCvInterArea()
    {
        using var scaled = new Mat();
        Cv2.Resize(_mat, scaled, new Size(960, 720), 0, 0, InterpolationFlags.Area);
    }
}
