using BenchmarkDotNet.Attributes;

namespace BlurDetection.Benchmarks.Parts;

/// <summary>Bytes to verdict with the embedded model, map on and off.</summary>
[MemoryDiagnoser]
public class ClassifyBenchmarks
{
    private byte[] _jpeg = [];
    private BlurClassifier? _withMap;
    private BlurClassifier? _withoutMap;

    /// <summary>The image's size in megapixels.</summary>
    [Params("0.3", "2", "12")]
    public string Megapixels { get; set; } = "";

    [GlobalSetup]
    public void Load()
    {
        _jpeg = BenchmarkImages.Bytes(Megapixels, "jpg");
        _withMap = BenchmarkModel.Load(null, map: true);
        _withoutMap = BenchmarkModel.Load(null);
    }

    [GlobalCleanup]
    public void Free()
    {
        _withMap?.Dispose();
        _withoutMap?.Dispose();
    }

    [Benchmark]
    public double WithMap() => _withMap!.Classify(_jpeg).Probability;

    [Benchmark(Baseline = true)]
    public double WithoutMap() => _withoutMap!.Classify(_jpeg).Probability;
}
