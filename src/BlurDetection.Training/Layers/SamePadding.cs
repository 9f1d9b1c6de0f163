namespace BlurDetection.Training.Layers;

/// <summary>Keras's "same" padding: as little as gives ceil(size / stride) outputs, half before (rounded down), the rest after.</summary>
internal static class SamePadding
{
    internal static (long Before, long After) Of(long size, int kernel, int stride, int dilation)
    {
        var outputs = (size + stride - 1) / stride;
        var total = Math.Max((outputs - 1) * stride + (kernel - 1L) * dilation + 1 - size, 0);
        return (total / 2, total - total / 2);
    }

    /// <summary>Torch's order: left, right, top, bottom.</summary>
    internal static long[] Of(long height, long width, Extent kernel, Extent strides, Extent dilation)
    {
        var (top, bottom) = Of(height, kernel.Height, strides.Height, dilation.Height);
        var (left, right) = Of(width, kernel.Width, strides.Width, dilation.Width);
        return [left, right, top, bottom];
    }

    internal static int? OutputSize(int? size, int kernel, int stride, int dilation, Padding padding)
    {
        if (size is not { } n) return null;
        if (padding == Padding.Same) return (n + stride - 1) / stride;
        var result = (n - (kernel - 1) * dilation - 1) / stride + 1;
        return n >= (kernel - 1) * dilation + 1 ? result
            : throw new InvalidNetworkException($"its {kernel}-pixel window does not fit into {n} pixels.");
    }
}
