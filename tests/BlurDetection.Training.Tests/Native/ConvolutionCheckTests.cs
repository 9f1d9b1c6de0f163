using BlurDetection.Tests.Support;
using BlurDetection.Training.Native;
using TorchSharp;
using static TorchSharp.torch;
using F = TorchSharp.torch.nn.functional;

namespace BlurDetection.Training.Tests.Native;

[Collection(ProcessWideState.Name)]
public sealed class ConvolutionCheckTests
{
    private const int Block = 16;

    public ConvolutionCheckTests() => LibTorch.EnsureLoaded();

    [Fact]
    public void AConvolutionThatReadsMemoryNobodyWroteIsFoundEachTime()
    {
        for (var i = 0; i < 50; i++) Assert.False(ConvolutionCheck.Passes(FaultyForward));
    }

    [Fact]
    public void AFaultInTheGradientAloneIsFoundEachTime()
    {
        for (var i = 0; i < 50; i++) Assert.False(ConvolutionCheck.Passes(FaultyBackward));
    }

    [Fact]
    public void AFaultThatShowsInOneRunOfFourIsNearlyAlwaysFound()
    {
        int run = 0, found = 0;
        for (var i = 0; i < 20; i++)
            if (!ConvolutionCheck.Passes((x, kernel, bias, padding, groups) =>
                run++ % 4 == 3 ? FaultyForward(x, kernel, bias, padding, groups) : Right(x, kernel, bias, padding, groups))) found++;
        // What a faulty run reads is chance: about one check in a hundred sees nothing of it.
        Assert.InRange(found, 15, 20);
    }

    [Fact]
    public void AFaultOfFiltersThatFillNoBlockIsAvoidedByPadding()
    {
        Tensor FaultyUnlessBlocked(Tensor x, Tensor kernel, Tensor bias, int padding, int groups)
        {
            var wider = F.pad(kernel, [0, 0, 0, 0, 0, 0, 0, Block - kernel.shape[0] % Block]);
            return groups > 1 ? Right(x, kernel, bias, padding, groups)
                : FaultyForward(x, wider, F.pad(bias, [0, Block - bias.shape[0] % Block]), padding, groups).narrow(1, 0, kernel.shape[0]);
        }
        Assert.True(ConvolutionCheck.Passes(FaultyUnlessBlocked));
    }

    [Fact]
    public void WhateverWasChosenPassesAgainInThisProcess()
    {
        Assert.True(ConvolutionCheck.Passes(LibTorch.Convolutions));
    }

    [Fact]
    public void TheCheckLeavesTheUsersRandomNumbersAsTheyAre()
    {
        using var before = Generator.Default.get_state();
        ConvolutionCheck.Passes(ConvolutionMode.Plain);
        using var after = Generator.Default.get_state();
        Assert.True(after.eq(before).all().item<bool>());
    }

    [Fact]
    public void TheCheckLeavesTheUsersThreadsAsTheyAre()
    {
        var before = get_num_threads();
        try
        {
            set_num_threads(2);
            ConvolutionCheck.Passes(LibTorch.Convolutions);
            Assert.Equal(2, get_num_threads());
        }
        finally
        {
            set_num_threads(before);
        }
    }

    // Padded, so that it is right on each processor.
    private static Tensor Right(Tensor x, Tensor kernel, Tensor bias, int padding, int groups) =>
        GuardedConvolution.Compute(ConvolutionMode.PaddedFilters, x, kernel, bias, [1, 1], [padding, padding], [1, 1], groups);

    /// <summary>As oneDNN's fault: outputs in blocks of 16, whose padding holds what lay there, weighed with zeros.</summary>
    private static Tensor FaultyForward(Tensor x, Tensor kernel, Tensor bias, int padding, int groups)
    {
        var y = Right(x, kernel, bias, padding, groups);
        return y.add(Unwritten(y).mul(0).sum());
    }

    private static Tensor FaultyBackward(Tensor x, Tensor kernel, Tensor bias, int padding, int groups) =>
        FaultyGradient.apply(Right(x, kernel, bias, padding, groups));

    private static Tensor Unwritten(Tensor y)
    {
        var missing = (Block - y.shape[1] % Block) % Block;
        return empty([y.shape[0], missing, y.shape[2], y.shape[3]], y.dtype);
    }

    private sealed class FaultyGradient : autograd.SingleTensorFunction<FaultyGradient>
    {
        public override string Name => nameof(FaultyGradient);

        public override Tensor forward(autograd.AutogradContext ctx, params object[] vars) => ((Tensor)vars[0]).clone();

        public override List<Tensor> backward(autograd.AutogradContext ctx, Tensor grad_output) =>
            [grad_output.add(Unwritten(grad_output).mul(0).sum())];
    }
}
