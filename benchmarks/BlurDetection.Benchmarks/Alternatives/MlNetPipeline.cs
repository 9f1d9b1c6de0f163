using Microsoft.ML;
using Microsoft.ML.Data;
using Microsoft.ML.Transforms.Image;

namespace BlurDetection.Benchmarks.Alternatives;

/// <summary>ML.NET's usual way: LoadImages, ResizeImages, ExtractPixels, and the same ONNX graph at a fixed size.</summary>
internal sealed class MlNetPipeline : IDisposable
{
    private readonly PredictionEngine<PictureRow, ScoreRow> _engine;

    public MlNetPipeline(string onnx, int width, int height)
    {
        var context = new MLContext();
        var pipeline = context.Transforms.LoadImages("image", "", nameof(PictureRow.Path))
            .Append(context.Transforms.ResizeImages("image", width, height, resizing: ImageResizingEstimator.ResizingKind.Fill))
            .Append(context.Transforms.ExtractPixels("luma", "image", ImagePixelExtractingEstimator.ColorBits.Green))
            .Append(context.Transforms.ApplyOnnxModel(["probabilities"], ["luma"], onnx,
                new Dictionary<string, int[]> { ["luma"] = [1, 1, height, width] }, gpuDeviceId: null, fallbackToCpu: false));
        var model = pipeline.Fit(context.Data.LoadFromEnumerable(Array.Empty<PictureRow>()));
        _engine = context.Model.CreatePredictionEngine<PictureRow, ScoreRow>(model);
    }

    public float Classify(string path) => _engine.Predict(new PictureRow { Path = path }).Probabilities[0];

    public void Dispose() => _engine.Dispose();

    private sealed class PictureRow
    {
        public string Path { get; set; } = "";
    }

    private sealed class ScoreRow
    {
        [ColumnName("probabilities")]
        public float[] Probabilities { get; set; } = [];
    }
}
