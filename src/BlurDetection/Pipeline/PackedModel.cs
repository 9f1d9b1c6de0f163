using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Onnx;
using BlurDetection.Verdicts;

namespace BlurDetection.Pipeline;

/// <summary>A model in the form that an ML.NET pipeline carries.</summary>
internal sealed record PackedModel(byte[] Onnx, PipelineSettings Settings, int Room)
{
    /// <summary>Packs a plain model; one that is packed already stays as it is.</summary>
    /// <param name="onnx">The graph, plain or packed.</param>
    /// <param name="judging">How to judge.</param>
    /// <param name="source">Names the model in errors.</param>
    public static PackedModel From(byte[] onnx, BlurClassifierOptions judging, string source)
    {
        if (judging.Region is not null || judging.Masks.Count > 0)
            throw new ArgumentException("Regions and masks are for BlurClassifier; an ML.NET pipeline judges whole pictures.", nameof(judging));
        using var model = ModelLoader.Load(onnx, threads: 1, source);
        var info = model.Info with
        {
            Preprocessing = OperatingPoint.Preprocessing(model, judging),
            Threshold = OperatingPoint.Threshold(model.Info, judging),
        };
        var settings = new PipelineSettings(info.Preprocessing, info.Threshold, info.EvidenceThreshold, judging.Decoding.MaxPixels);
        if (info.Format == ModelFormat.Packed) return new PackedModel(onnx, settings, model.MaxValues);
        var room = Rooms.For(info.Preprocessing);
        return new PackedModel(PackedGraph.From(onnx, info, room, MapCells(model, info.Preprocessing)), settings, room);
    }

    // The network's stride is not written down anywhere: the largest picture shows it.
    private static int MapCells(BlurModel model, Preprocessing preprocessing)
    {
        if (!model.Info.HasMap) return 0;
        var (width, height) = preprocessing.LongSide is { } side ? (side, side) : (preprocessing.Width!.Value, preprocessing.Height!.Value);
        using var lease = model.Acquire();
        var largest = new PlanarImage(preprocessing.Channels, height, width, new float[preprocessing.Channels * width * height]);
        var map = model.Run(lease, largest, map: true).Map!;
        return map.Width * map.Height;
    }
}
