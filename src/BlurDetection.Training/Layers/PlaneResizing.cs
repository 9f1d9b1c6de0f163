using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Layers;

/// <summary>Planes of another size, in torch and in ONNX alike.</summary>
internal static class PlaneResizing
{
    public static Tensor Compute(Tensor planes, long height, long width, Interpolation interpolation) =>
        interpolation == Interpolation.Bilinear
        ? F.interpolate(planes, [height, width], mode: InterpolationMode.Bilinear, align_corners: false)
        : F.interpolate(planes, [height, width], mode: InterpolationMode.Nearest);

    /// <param name="graph">Where the nodes go.</param>
    /// <param name="planes">What is resized.</param>
    /// <param name="size">Height and width, two integers.</param>
    /// <param name="interpolation">What stands between the cells.</param>
    public static string Write(OnnxGraphWriter graph, string planes, string size, Interpolation interpolation)
    {
        string sizes = graph.Node("Concat", [Part(graph, planes, 0, 2), size], n => n.With("axis", 0));
        return graph.Node("Resize", [planes, "", "", sizes], n =>
        {
            if (interpolation == Interpolation.Bilinear) n.With("mode", "linear").With("coordinate_transformation_mode", "half_pixel");
            else n.With("mode", "nearest").With("nearest_mode", "floor").With("coordinate_transformation_mode", "asymmetric");
        });
    }

    /// <summary>Some of a value's dimensions, as integers.</summary>
    public static string Part(OnnxGraphWriter graph, string of, int start, int end) =>
        graph.Node("Shape", [of], n => n.With("start", start).With("end", end));
}
