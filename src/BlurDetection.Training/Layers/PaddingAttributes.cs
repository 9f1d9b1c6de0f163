using BlurDetection.Training.Onnx;

namespace BlurDetection.Training.Layers;

/// <summary>Writes a layer's padding into an ONNX node.</summary>
internal static class PaddingAttributes
{
    public static OnnxNodeWriter WithPadding(this OnnxNodeWriter node, Padding padding, Extent kernel, Extent strides, Extent dilation)
    {
        if (padding == Padding.Valid) return node;
        // Over strides the padding depends on the image's size, so the runtime must work it out; it cannot do so for dilated kernels.
        if (strides != 1) return node.With("auto_pad", "SAME_UPPER");
        var sides = SamePadding.Of(int.MaxValue, int.MaxValue, kernel, strides, dilation);
        return node.With("pads", [sides[2], sides[0], sides[3], sides[1]]);
    }
}
