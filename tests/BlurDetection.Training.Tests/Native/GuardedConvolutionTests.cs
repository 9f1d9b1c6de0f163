using BlurDetection.Training.Native;
using TorchSharp;
using static TorchSharp.torch;

namespace BlurDetection.Training.Tests.Native;

public sealed class GuardedConvolutionTests
{
    // Sums of at most 600 products in 32 bits, relative to the greatest: 600 roundings of 6e-8 at the very most.
    private const double Tolerance = 4e-5;

    public GuardedConvolutionTests() => LibTorch.EnsureLoaded();

    [Theory]
    [InlineData(1, 6, 3, 1, 1, 1)]
    [InlineData(24, 2, 1, 1, 1, 1)]
    [InlineData(24, 24, 5, 1, 1, 1)]
    [InlineData(12, 8, 3, 2, 1, 1)]
    [InlineData(8, 20, 3, 1, 2, 1)]
    [InlineData(24, 24, 3, 1, 1, 24)]
    [InlineData(6, 12, 3, 1, 1, 3)]
    [InlineData(5, 15, 3, 2, 1, 5)]
    public void PaddedFiltersGiveTheSameOutputsAndGradients(int channels, int filters, int kernel, int stride, int dilation, int groups)
    {
        // In 64 bits, which oneDNN does not compute.
        var plain = Run(ConvolutionMode.Plain, channels, filters, kernel, stride, dilation, groups, ScalarType.Float64);
        var padded = Run(ConvolutionMode.PaddedFilters, channels, filters, kernel, stride, dilation, groups);
        foreach (var (expected, actual) in plain.Zip(padded))
        {
            Assert.Equal(expected.shape, actual.shape);
            Assert.True(actual.is_contiguous());
            var error = expected.sub(actual).abs().max().div(expected.abs().max());
            Assert.InRange(error.item<double>(), 0, Tolerance);
        }
    }

    [Fact]
    public void FiltersThatFillTheirBlocksAreComputedAsBefore()
    {
        var plain = Run(ConvolutionMode.Plain, 3, 32, 3, 1, 1, 1);
        var padded = Run(ConvolutionMode.PaddedFilters, 3, 32, 3, 1, 1, 1);
        foreach (var (expected, actual) in plain.Zip(padded)) Assert.True(expected.eq(actual).all().item<bool>());
    }

    private static Tensor[] Run(
        ConvolutionMode mode, int channels, int filters, int kernel, int stride, int dilation, int groups,
        ScalarType type = ScalarType.Float32)
    {
        using var generator = new Generator(3);
        var x = rand([2, channels, 14, 14], generator: generator).to(type).requires_grad_();
        var weights = rand([filters, channels / groups, kernel, kernel], generator: generator).to(type).requires_grad_();
        var bias = rand([filters], generator: generator).to(type).requires_grad_();
        var y = GuardedConvolution.Compute(mode, x, weights, bias, [stride, stride], [1, 1], [dilation, dilation], groups);
        y.mul(rand(y.shape, generator: generator).to(type)).mean().backward();
        return [y, x.grad!, weights.grad!, bias.grad!];
    }
}
