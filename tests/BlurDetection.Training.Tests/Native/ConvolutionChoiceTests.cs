using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Native;

namespace BlurDetection.Training.Tests.Native;

public sealed partial class ConvolutionChoiceTests
{
    [Theory]
    [InlineData(new[] { ConvolutionMode.Plain, ConvolutionMode.PaddedFilters }, ConvolutionMode.Plain, false)]
    [InlineData(new[] { ConvolutionMode.PaddedFilters, ConvolutionMode.WithoutOneDnn }, ConvolutionMode.PaddedFilters, false)]
    [InlineData(new[] { ConvolutionMode.WithoutOneDnn }, ConvolutionMode.WithoutOneDnn, true)]
    public void TheCheapestModeThatPassesIsChosen(ConvolutionMode[] right, ConvolutionMode expected, bool switchedOff)
    {
        var off = false;
        bool Passes(ConvolutionMode mode) => right.Contains(mode) && mode == ConvolutionMode.WithoutOneDnn == off;
        var chosen = ConvolutionChoice.Choose(null, Passes, () => off = true);
        Assert.Equal((expected, switchedOff), (chosen, off));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void WhereNoModePassesTrainingIsRefused(bool hasSwitch)
    {
        var e = Assert.Throws<LibTorchUnavailableException>(() => ConvolutionChoice.Choose(null, _ => false, () => hasSwitch));
        Assert.Contains("BLURDETECTION_CONVOLUTIONS", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(ConvolutionMode.Plain, false)]
    [InlineData(ConvolutionMode.PaddedFilters, false)]
    [InlineData(ConvolutionMode.Sse41, false)]
    [InlineData(ConvolutionMode.WithoutOneDnn, true)]
    public void WhatIsAskedForIsAppliedWithoutACheck(ConvolutionMode requested, bool switchedOff)
    {
        var off = false;
        var chosen = ConvolutionChoice.Choose(requested, _ => throw new InvalidOperationException("It was checked."), () => off = true);
        Assert.Equal((requested, switchedOff), (chosen, off));
    }

    [Fact]
    public void AskingForASwitchThatIsMissingIsAnError() =>
        Assert.Throws<LibTorchUnavailableException>(() => ConvolutionChoice.Choose(ConvolutionMode.WithoutOneDnn, _ => true, () => false));

    [Theory]
    [InlineData(null, null)]
    [InlineData("", null)]
    [InlineData("auto", null)]
    [InlineData("plain", ConvolutionMode.Plain)]
    [InlineData(" Padded ", ConvolutionMode.PaddedFilters)]
    [InlineData("SSE41", ConvolutionMode.Sse41)]
    [InlineData("nomkldnn", ConvolutionMode.WithoutOneDnn)]
    public void SettingsAreReadWithoutRegardToCase(string? value, ConvolutionMode? expected) =>
        Assert.Equal(expected, ConvolutionSetting.Parse(value));

    [Theory]
    [InlineData("off")]
    [InlineData("1")]
    [InlineData("plain,padded")]
    public void OtherSettingsAreRefused(string value)
    {
        var e = Assert.Throws<LibTorchUnavailableException>(() => ConvolutionSetting.Parse(value));
        Assert.Contains($"'{value}'", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void EveryDocumentedValueIsUnderstood()
    {
        var page = File.ReadAllText(Path.Combine(Repository.Root, "docs", "training-on-any-processor.md"));
        var values = DocumentedValue().Matches(page).Select(match => match.Groups[1].Value).ToList();
        Assert.Equal(["auto", "plain", "padded", "sse41", "nomkldnn"], values);
        Assert.Equal([null, .. Enum.GetValues<ConvolutionMode>().Cast<ConvolutionMode?>()], values.Select(ConvolutionSetting.Parse));
    }

    [GeneratedRegex(@"^\| `(\w+)` \|", RegexOptions.Multiline)]
    private static partial Regex DocumentedValue();
}
