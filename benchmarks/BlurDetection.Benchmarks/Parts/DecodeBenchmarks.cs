using BenchmarkDotNet.Attributes;
using BlurDetection.Imaging;
using OpenCvSharp;

namespace BlurDetection.Benchmarks.Parts;

/// <summary>Bytes to resized luma, beside OpenCV's grey decoders.</summary>
[MemoryDiagnoser]
public class DecodeBenchmarks
{
    private readonly ImageDecoderOptions _skia = new() { AllowTurboJpeg = false };
    private byte[] _jpeg = [];
    private byte[] _png = [];

    /// <summary>The image's size in megapixels.</summary>
    [Params("0.3", "2", "12", "48")]
    public string Megapixels { get; set; } = "";

    [GlobalSetup]
    public void Render()
    {
        Cv2.SetNumThreads(1);
        _jpeg = BenchmarkImages.Bytes(Megapixels, "jpg");
        _png = BenchmarkImages.Bytes(Megapixels, "png");
    }

    [Benchmark]
    public void JpegTurbo() => ImageDecoder.Decode(_jpeg, Preprocessing.Default).Dispose();

    [Benchmark]
    public void JpegSkia() => ImageDecoder.Decode(_jpeg, Preprocessing.Default, _skia).Dispose();

    [Benchmark(Baseline = true)]
    public void JpegOpenCvFullGrey() => Cv2.ImDecode(_jpeg, ImreadModes.Grayscale).Dispose();

    [Benchmark]
    public void Png() => ImageDecoder.Decode(_png, Preprocessing.Default).Dispose();

    [Benchmark]
    public void PngOpenCvGrey() => Cv2.ImDecode(_png, ImreadModes.Grayscale).Dispose();
}
