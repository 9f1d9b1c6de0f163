using System.Globalization;
using BlurDetection.Training.Native;

namespace BlurDetection.Training.Tests.Native;

public sealed class ConvolutionsOfAProcessTests
{
    // Sums of a few hundred products in another order; three epochs of Adam.
    private const double Tolerance = 1e-3;

    [Fact]
    public void EachWorkaroundTrainsToTheSameLosses()
    {
        var expected = Losses("nomkldnn", ConvolutionMode.WithoutOneDnn, oneDnn: false);
        foreach (var (setting, mode) in new[] { ("padded", ConvolutionMode.PaddedFilters), ("sse41", ConvolutionMode.Sse41) })
            Assert.All(Losses(setting, mode, oneDnn: true).Zip(expected), pair => Assert.Equal(pair.Second, pair.First, Tolerance));
    }

    [Fact]
    public void WithoutASettingACheckDecidesAndNothingIsWrittenToTheTerminal()
    {
        var (exitCode, output, errors) = TorchRun.Start(convolutions: null);
        Assert.True(exitCode == 0, errors);
        Assert.Empty(errors);
        Assert.Contains(output.Split(' ')[0], Enum.GetNames<ConvolutionMode>());
        Assert.Equal(3, LossesIn(output).Length);
    }

    // Whether it trains then is another question: that is what the check is for.
    [Fact]
    public void TheCheckCanBeSwitchedOff() =>
        Assert.StartsWith("Plain True False", TorchRun.Start("plain").Output, StringComparison.Ordinal);

    [Fact]
    public void AMisspeltSettingIsRefusedWithTheValuesThatExist()
    {
        var (exitCode, output, errors) = TorchRun.Start("pading");
        Assert.Equal(2, exitCode);
        Assert.Empty(output);
        Assert.Equal("The environment variable BLURDETECTION_CONVOLUTIONS is 'pading'; "
            + "it must be auto, plain, padded, sse41 or nomkldnn.", errors);
    }

    private static double[] Losses(string setting, ConvolutionMode mode, bool oneDnn)
    {
        var (exitCode, output, errors) = TorchRun.Start(setting);
        Assert.True(exitCode == 0, errors);
        Assert.Empty(errors);
        // NNPACK, which warns on processors that it does not know, is off in all of them.
        Assert.StartsWith($"{mode} {oneDnn} False", output, StringComparison.Ordinal);
        return LossesIn(output);
    }

    private static double[] LossesIn(string output) =>
        [.. output.Split('\n')[1].Split(' ').Select(loss => double.Parse(loss, CultureInfo.InvariantCulture)).Where(double.IsFinite)];
}
