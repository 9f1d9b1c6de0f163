using System.Runtime.Intrinsics;

namespace BlurDetection.Inference;

/// <summary>The first two convolutions of the network in one pass over the image: 4x4 and then 2x2, both of stride 2, each followed by
/// ReLU, down to bytes.</summary>
/// <remarks>
/// ONNX Runtime writes 11 MB of floats between both for an image of 960x720; here two rows stay in the cache. The bytes are those
/// of 32-bit floats but for fewer than one in a hundred, which are off by one.
/// </remarks>
/// <param name="weights">Those of both.</param>
/// <param name="brightening">What is done to the image before; <see langword="null"/> for nothing.</param>
internal sealed class StemConvolutions(StemWeights weights, Brightening? brightening = null)
{
    /// <summary>Channels of the output.</summary>
    public const int Channels = StemWeights.Filters;

    /// <summary>Whether this processor has what it takes; others leave it to ONNX Runtime.</summary>
    public static bool IsSupported => Lanes8.IsSupported;

    /// <summary>A side of the output for a side of the image.</summary>
    public static int Cells(int pixels) => (pixels + 3) / 4;

    /// <summary>Runs both.</summary>
    /// <param name="luma">Rows of values from 0 to 255.</param>
    /// <param name="width">Pixels of a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="output">[cells down, cells across, 16], at least that long.</param>
    public void Run(ReadOnlySpan<float> luma, int width, int height, Span<byte> output)
    {
        if (Lanes16.IsSupported)
            StemPass<Lanes16, Vector512<short>, Vector512<int>>.Run(weights, Gain(luma, width, height), luma, width, height, output);
        else RunWithAvx2(luma, width, height, output);
    }

    /// <summary>The same with eight filters at a time, as on a processor without AVX-512.</summary>
    internal void RunWithAvx2(ReadOnlySpan<float> luma, int width, int height, Span<byte> output) =>
        StemPass<Lanes8, Vector256<short>, Vector256<int>>.Run(weights, Gain(luma, width, height), luma, width, height, output);

    private float Gain(ReadOnlySpan<float> luma, int width, int height) => brightening?.Gain(luma, width, height) ?? 1;
}
