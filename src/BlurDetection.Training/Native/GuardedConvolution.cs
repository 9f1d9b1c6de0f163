using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Native;

/// <summary>Convolutions over planes, computed in the way that is right on this processor.</summary>
internal static class GuardedConvolution
{
    // oneDNN computes in blocks of 16 channels anyway, so that filters up to the next multiple cost little.
    private const long Block = 16;

    /// <summary>The same numbers in each mode, up to rounding.</summary>
    /// <param name="mode">How to compute on the processor; other devices are not affected.</param>
    /// <param name="x">[batch, channels, height, width].</param>
    /// <param name="kernel">[filters, channels / groups, height, width].</param>
    /// <param name="bias">[filters], or none.</param>
    /// <param name="strides">Down and across.</param>
    /// <param name="padding">Above and below, left and right.</param>
    /// <param name="dilation">Down and across.</param>
    /// <param name="groups">Groups of channels that do not see each other.</param>
    internal static Tensor Compute(
        ConvolutionMode mode, Tensor x, Tensor kernel, Tensor? bias, long[] strides, long[] padding, long[] dilation, long groups)
    {
        var filters = kernel.shape[0];
        if (mode != ConvolutionMode.PaddedFilters || filters % Block == 0 || x.device_type != DeviceType.CPU)
            return F.conv2d(x, kernel, bias, strides, padding, dilation, groups);
        using var scope = NewDisposeScope();
        long moreGroups = groups == 1 ? 0 : MoreGroups(groups, filters / groups);
        long moreFilters = groups == 1 ? Block - filters % Block : moreGroups * (filters / groups);
        var input = moreGroups == 0 ? x : F.pad(x, [0, 0, 0, 0, 0, moreGroups * kernel.shape[1]]);
        var wider = F.pad(kernel, [0, 0, 0, 0, 0, 0, 0, moreFilters]);
        var offsets = bias is null ? null : F.pad(bias, [0, moreFilters]);
        var all = F.conv2d(input, wider, offsets, strides, padding, dilation, groups + moreGroups);
        // A copy, since a layer's activation may overwrite what it gets.
        return all.narrow(1, 0, filters).clone().MoveToOuterDisposeScope();
    }

    private static long MoreGroups(long groups, long filtersPerGroup)
    {
        long more = 0;
        while ((groups + more) * filtersPerGroup % Block != 0) more++;
        return more;
    }
}
