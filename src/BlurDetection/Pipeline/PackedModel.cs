using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Onnx;
using BlurDetection.Verdicts;

namespace BlurDetection.Pipeline;

/// <summary>A model in the form that an ML.NET pipeline carries.</summary>
internal sealed record PackedModel(byte[] Onnx, PipelineSettings Settings, int Capacity)
{
    /// <summary>Packs a plain model; one that is packed already only says another threshold and preprocessing.</summary>
    /// <param name="onnx">The graph, plain or packed.</param>
    /// <param name="options">How to classify.</param>
    /// <param name="source">Names the model in errors.</param>
    /// <exception cref="InvalidModelException">The model cannot be run, or has no room for the long side.</exception>
    public static PackedModel From(byte[] onnx, BlurClassifierOptions options, string source)
    {
        if (options.Region is not null || options.Masks.Count > 0)
            throw new ArgumentException("Regions and masks are for BlurClassifier; an ML.NET pipeline classifies whole images.",
                nameof(options));
        using var model = ModelLoader.Load(onnx, threads: 1, source);
        var info = model.Info with
        {
            Preprocessing = OperatingPoint.Preprocessing(model, options),
            Threshold = OperatingPoint.Threshold(model.Info, options),
        };
        var decoding = options.Decoding;
        var settings = new PipelineSettings(
            info.Preprocessing, info.Threshold, info.EvidenceThreshold, decoding.MaxPixels, decoding.MaxEncodedBytes,
            decoding.AllowTurboJpeg, info.DoubleImageProbability);
        if (info.Format == ModelFormat.MLNet)
        {
            if (info.Preprocessing.LongSide > model.Info.Preprocessing.LongSide) RequireRoomForMap(onnx, model, info.Preprocessing);
            return new PackedModel(info == model.Info ? onnx : PackedGraph.Described(onnx, info), settings, model.MaxValues);
        }
        var capacity = PixelCapacity.For(info.Preprocessing);
        return new PackedModel(PackedGraph.From(onnx, info, capacity, MapCells(model, info.Preprocessing)), settings, capacity);
    }

    private static void RequireRoomForMap(byte[] packed, BlurModel model, Preprocessing preprocessing)
    {
        var (capacity, needed) = (PackedGraph.MapCells(packed), MapCells(model, preprocessing));
        if (needed > capacity)
            throw new InvalidModelException(
                $"The model '{model.Info.Name}' is packed for ML.NET with room for a map of {capacity} cells; " +
                $"a long side of {preprocessing.LongSide} needs {needed}. Pack the plain .onnx with that long side instead.");
    }

    private static int MapCells(BlurModel model, Preprocessing preprocessing)
    {
        if (!model.Info.HasMap) return 0;
        var (width, height) = preprocessing.LongSide is { } side ? (side, side) : (preprocessing.Width!.Value, preprocessing.Height!.Value);
        if (model.Info.MapStride is { } stride) return (width + stride - 1) / stride * ((height + stride - 1) / stride);
        // A file of before that key was there: the largest image shows it.
        using var lease = model.Acquire();
        var largest = new PlanarImage(preprocessing.Channels, height, width, new float[preprocessing.Channels * width * height]);
        var map = model.Run(lease, largest, map: true).Map!;
        return map.Width * map.Height;
    }
}
