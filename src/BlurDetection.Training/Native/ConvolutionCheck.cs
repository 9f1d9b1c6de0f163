using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Native;

/// <summary>Finds out whether convolutions read memory that nobody wrote, by running them where such memory holds NaN.</summary>
/// <remarks>
/// Seen with oneDNN 3.7.1 in libtorch 2.10 on AMD EPYC family 26: forward and backward, where filters are not a multiple of 16.
/// One run of one such shape found it in at least 27 of 40 cases, so that all runs here miss it with a probability below 1e-9.
/// </remarks>
internal static class ConvolutionCheck
{
    private const int Rounds = 3, Batch = 2, Side = 10;

    // Channels in, filters, side of the kernel, groups.
    private static readonly (int Channels, int Filters, int Kernel, int Groups)[] Shapes =
        [(8, 8, 3, 1), (24, 24, 3, 1), (12, 24, 5, 1), (24, 12, 5, 1), (1, 6, 3, 1), (24, 2, 1, 1), (24, 24, 3, 24)];

    /// <summary>Computes a convolution with strides of 1 and padding of half the kernel.</summary>
    internal delegate Tensor Convolution(Tensor x, Tensor kernel, Tensor bias, int padding, int groups);

    /// <summary>True where the mode gives finite outputs and gradients each time.</summary>
    internal static bool Passes(ConvolutionMode mode) =>
        Passes((x, kernel, bias, padding, groups) =>
            GuardedConvolution.Compute(mode, x, kernel, bias, [1, 1], [padding, padding], [1, 1], groups));

    internal static bool Passes(Convolution convolution)
    {
        using var gradients = enable_grad();
        // Several threads would wait for each other, on a busy machine for seconds.
        var threads = get_num_threads();
        set_num_threads(1);
        try
        {
            return AllFinite(convolution);
        }
        finally
        {
            set_num_threads(threads);
        }
    }

    private static bool AllFinite(Convolution convolution)
    {
        for (var round = 0; round < Rounds; round++)
        {
            foreach (var (channels, filters, side, groups) in Shapes)
                if (!IsFinite(convolution, [Batch, channels, Side, Side], [filters, channels / groups, side, side], groups)) return false;
        }
        return true;
    }

    private static bool IsFinite(Convolution convolution, long[] input, long[] kernel, int groups)
    {
        using var scope = NewDisposeScope();
        // No random numbers: the user's own generator must go on as if nothing had run.
        var x = ones(input, ScalarType.Float32, CPU).requires_grad_();
        var weights = ones(kernel, ScalarType.Float32, CPU).requires_grad_();
        var bias = ones([kernel[0]], ScalarType.Float32, CPU).requires_grad_();
        PoisonedMemory.Free();
        var y = convolution(x, weights, bias, (int)kernel[2] / 2, groups);
        var gradient = ones_like(y);
        PoisonedMemory.Free();
        y.backward([gradient]);
        return ((Tensor[])[y, x.grad!, weights.grad!, bias.grad!]).All(t => t.isfinite().all().item<bool>());
    }
}
