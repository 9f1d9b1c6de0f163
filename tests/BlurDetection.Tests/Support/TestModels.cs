using BlurDetection.Models;
using BlurDetection.Pipeline;

namespace BlurDetection.Tests.Support;

/// <summary>Small models that answer by mean absolute Laplacian: sharp where it is above <see cref="Tipping"/>, in all
/// the forms that the library reads.</summary>
internal static class TestModels
{
    /// <summary>The mean absolute Laplacian at which the probability is one half.</summary>
    public const float Tipping = 4;

    public const string CanonicalJson = """{"channels":1,"long_side":960,"version":1}""";

    public static byte[] Plain() => PlainGraph().ToBytes();

    /// <summary>Probabilities alone, as a model without the optional outputs.</summary>
    public static byte[] PlainWithoutExtras() =>
        Described(Probabilities(new OnnxGraph().Input("luma", OnnxGraph.Type.Float, 1, 1, -1, -1)), evidence: false).ToBytes();

    /// <summary>The plain graph with the widths along four directions that are given for every cell, in pixels.</summary>
    public static byte[] WithWidths(params float[] widths) =>
        PlainGraph()
            .Floats("nothing", [], 0).Floats("widths", [1, 4, 1, 1], [.. widths.Select(MathF.Log2)])
            .Node("Mul", "cells nothing", "empty").Node("Add", "empty widths", "directions")
            .Output("directions", OnnxGraph.Type.Float, 1, 4, -1, -1).ToBytes();

    public static OnnxGraph PlainGraph() =>
        Described(Extras(Probabilities(new OnnxGraph().Input("luma", OnnxGraph.Type.Float, 1, 1, -1, -1))));

    /// <summary>A fixed square of red, green and blue.</summary>
    public static byte[] Rgb(int side) =>
        Described(
            Probabilities(new OnnxGraph()
                .Input("rgb", OnnxGraph.Type.Float, 1, 3, side, side)
                .Floats("weights", [1, 3, 1, 1], 0.299f, 0.587f, 0.114f)
                .Node("Conv", "rgb weights", "luma")),
            $$"""{"channels":3,"long_side":null,"width":{{side}},"height":{{side}},"version":1}""", evidence: false).ToBytes();

    /// <summary>The plain graph behind fixed-length inputs.</summary>
    public static byte[] Packed() => PackedModel.From(Plain(), new BlurClassifierOptions(), "test").Onnx;

    /// <summary>From the value "luma" to "probabilities" and "energy" (float [1, 1, 1, 1], the mean absolute Laplacian).</summary>
    public static OnnxGraph Probabilities(OnnxGraph graph) => graph
        .Floats("laplacian", [1, 1, 3, 3], 0, 1, 0, 1, -4, 1, 0, 1, 0)
        .Longs("border", 0, 0, 1, 1, 0, 0, 1, 1)
        .Node("Pad", "luma border", "framed", ("mode", "edge"))
        .Node("Conv", "framed laplacian", "edges")
        .Node("Abs", "edges", "strokes")
        .Node("GlobalAveragePool", "strokes", "energy")
        .Node("Flatten", "energy", "feature")
        .Floats("slope", [1, 2], -0.5f, 0.5f)
        .Floats("offset", [2], 0.5f * Tipping, -0.5f * Tipping)
        .Node("Gemm", "feature slope offset", "logits")
        .Node("Softmax", "logits", "probabilities", ("axis", 1L))
        .Output("probabilities", OnnxGraph.Type.Float, 1, 2);

    private static OnnxGraph Extras(OnnxGraph graph) => graph
        .Floats("tenth", [], 0.1f).Floats("tipping", [], Tipping).Floats("kinds", [1, 3], 0, 1, 0)
        .Node("AveragePool", "strokes", "cells", ("kernel_shape", new long[] { 16, 16 }), ("strides", new long[] { 16, 16 }),
            ("ceil_mode", 1L))
        .Node("Sub", "tipping cells", "lack").Node("Sigmoid", "lack", "cell_blur")
        .Node("Mul", "cells tenth", "some").Node("Tanh", "some", "cell_certainty")
        .Node("Concat", "cell_blur cell_certainty", "map", ("axis", 1L))
        .Node("Tanh", "feature", "evidence")
        .Node("Neg", "feature", "strength")
        .Node("Mul", "kinds feature", "kind_logits").Node("Softmax", "kind_logits", "kind", ("axis", 1L))
        .Output("evidence", OnnxGraph.Type.Float, 1, 1)
        .Output("strength", OnnxGraph.Type.Float, 1, 1)
        .Output("kind", OnnxGraph.Type.Float, 1, 3)
        .Output("map", OnnxGraph.Type.Float, 1, 2, -1, -1);

    public static OnnxGraph Described(OnnxGraph graph, string preprocessing = CanonicalJson, bool evidence = true)
    {
        graph
            .Metadata(ModelMetadataKeys.Format, "1")
            .Metadata(ModelMetadataKeys.Name, "laplacian")
            .Metadata(ModelMetadataKeys.ClassNames, "blur,focus")
            .Metadata(ModelMetadataKeys.Threshold, "0.6")
            .Metadata(ModelMetadataKeys.Sensitivities,
                """{"low":{"threshold":0.9,"false_alarm_rate":0.01},"medium":{"threshold":0.6,"false_alarm_rate":0.03},""" +
                """ "high":{"threshold":0.3,"false_alarm_rate":0.1}}""")
            .Metadata(ModelMetadataKeys.Preprocessing, preprocessing)
            .Metadata(ModelMetadataKeys.DataHash, "00ff")
            .Metadata(ModelMetadataKeys.Metrics, """{"roc_auc":0.97}""");
        return evidence ? graph.Metadata(ModelMetadataKeys.EvidenceThreshold, "0.3") : graph;
    }
}
