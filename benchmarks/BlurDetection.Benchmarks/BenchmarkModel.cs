namespace BlurDetection.Benchmarks;

/// <summary>The classifier that is measured: the embedded model, or a file.</summary>
internal static class BenchmarkModel
{
    public static BlurClassifier Load(string? model, bool map = false)
    {
        var options = new BlurClassifierOptions { Map = map };
        return model is null ? BlurClassifier.CreateDefault(options) : BlurClassifier.Load(model, options);
    }
}
