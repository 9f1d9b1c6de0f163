namespace BlurDetection.Video.Tests.Decoding;

/// <summary>What ffprobe may say of damaged and hostile files.</summary>
public sealed class ProbeTests
{
    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData("{\"streams\":7}")]
    [InlineData("{\"streams\":[7]}")]
    [InlineData("{\"streams\":[]}")]
    [InlineData("{\"streams\":[{\"codec_type\":7}]}")]
    [InlineData("{\"streams\":[{\"codec_type\":\"video\"}]}")]
    [InlineData("{\"streams\":[{\"codec_type\":\"video\",\"width\":0,\"height\":48}]}")]
    [InlineData("{\"streams\":[{\"codec_type\":\"video\",\"width\":99999999999,\"height\":48}]}")]
    [InlineData("{\"streams\":[{\"codec_type\":\"video\",\"width\":\"64\",\"height\":48}]}")]
    public void WhatMakesNoVideoIsAnErrorThatNamesTheSource(string json) =>
        Assert.Contains("a.mp4", Assert.Throws<VideoReadException>(() => VideoProbe.Read(json, "a.mp4")).Message);

    [Theory]
    [InlineData("1e30")]
    [InlineData("-1e30")]
    [InlineData("N/A")]
    public void ADurationThatNoVideoHasIsUnknown(string duration)
    {
        var info = VideoProbe
            .Read($"{{\"streams\":[{{\"codec_type\":\"video\",\"width\":64,\"height\":48,\"duration\":\"{duration}\"}}]}}", "a.mp4");
        Assert.Equal((64, 48, null, "unknown"), (info.Width, info.Height, info.Duration, info.Codec));
    }
}
