using BlurDetection.Training.Tensors;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Layers;

/// <summary>Planes of another size whose cells lie where <see cref="SampleCoordinates"/> says, in torch and in ONNX alike.</summary>
internal static class PlaneSampling
{
    public static Tensor Compute(Tensor planes, long height, long width, Interpolation interpolation, SampleCoordinates coordinates)
    {
        if (interpolation == Interpolation.Bilinear && coordinates == SampleCoordinates.HalfPixel)
            return PlaneResizing.Compute(planes, height, width, interpolation);
        using var rows = Weights(planes.shape[2], height, interpolation, coordinates).to(planes.device);
        using var columns = Weights(planes.shape[3], width, interpolation, coordinates).to(planes.device);
        using var turned = columns.transpose(0, 1);
        using var wide = planes.matmul(turned);
        return rows.matmul(wide);
    }

    public static string Write(
        OnnxGraphWriter graph, string planes, string size, Interpolation interpolation, SampleCoordinates coordinates)
    {
        string sizes = graph.Node("Concat", [PlaneResizing.Part(graph, planes, 0, 2), size], n => n.With("axis", 0));
        return graph.Node("Resize", [planes, "", "", sizes], n =>
        {
            n.With("coordinate_transformation_mode", coordinates == SampleCoordinates.HalfPixel ? "half_pixel" : "asymmetric");
            if (interpolation == Interpolation.Bilinear) n.With("mode", "linear");
            else n.With("mode", "nearest")
                .With("nearest_mode", coordinates == SampleCoordinates.Asymmetric ? "floor" : "round_prefer_ceil");
        });
    }

    // [to, from]: what each new cell takes of each old one.
    private static Tensor Weights(long from, long to, Interpolation interpolation, SampleCoordinates coordinates)
    {
        var weights = new float[to * from];
        for (long i = 0; i < to; i++)
        {
            double at = Math.Clamp(Position(i, from, to, coordinates), 0, from - 1);
            if (interpolation == Interpolation.Nearest)
            {
                weights[i * from + (long)(coordinates == SampleCoordinates.Asymmetric ? at : Math.Floor(at + 0.5))] = 1;
                continue;
            }
            long before = (long)at, after = Math.Min(before + 1, from - 1);
            weights[i * from + before] += (float)(1 - (at - before));
            weights[i * from + after] += (float)(at - before);
        }
        return TensorMemory.Copy(weights, [to, from]);
    }

    private static double Position(long i, long from, long to, SampleCoordinates coordinates) =>
        coordinates == SampleCoordinates.HalfPixel ? (i + 0.5) * from / to - 0.5 : (double)i * from / to;
}
