namespace BlurDetection.Benchmarks.Ratios;

/// <summary>The model's ONNX file, for programs that want a path: the embedded one is written to a temporary file.</summary>
internal sealed class ModelOnDisk : IDisposable
{
    private readonly bool _temporary;

    private ModelOnDisk(string path, bool temporary) => (Path, _temporary) = (path, temporary);

    public string Path { get; }

    public static ModelOnDisk Of(string? model)
    {
        if (model is not null) return new ModelOnDisk(model, temporary: false);
        var path = System.IO.Path.Combine(System.IO.Path.GetTempPath(), $"{Guid.NewGuid():N}.onnx");
        using var embedded = typeof(BlurClassifier).Assembly.GetManifestResourceStream("BlurDetection.Models.default.onnx")
            ?? throw new InvalidOperationException("This build carries no model; name one with --model.");
        using var file = File.Create(path);
        embedded.CopyTo(file);
        return new ModelOnDisk(path, temporary: true);
    }

    public void Dispose()
    {
        if (_temporary) File.Delete(Path);
    }
}
