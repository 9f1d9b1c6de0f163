using BlurDetection.Training.Quantization;
using Xunit;

namespace BlurDetection.Training.Tests.Quantization;

public sealed class ValueHistogramTests
{
    [Fact]
    public void EvenlySpreadValuesWantTheirWholeRange()
    {
        var histogram = new ValueHistogram();
        histogram.Add([.. Enumerable.Range(1, 10_000).Select(i => i * 0.001f)]);
        Assert.InRange(histogram.BestMaximum(), 9.5, 10.1);
    }

    [Fact]
    public void OneFarValueIsCutOffWhereManySmallOnesGainByFinerSteps()
    {
        var histogram = new ValueHistogram();
        for (int turn = 0; turn < 200; turn++) histogram.Add([.. Enumerable.Range(1, 10_000).Select(i => i * 0.0001f)]);
        histogram.Add([8]);
        Assert.InRange(histogram.BestMaximum(), 1, 4);
    }

    [Fact]
    public void WhatIsNotAboveZeroDoesNotCount()
    {
        var histogram = new ValueHistogram();
        histogram.Add([0, -3, -0f]);
        Assert.Equal(0, histogram.BestMaximum());
    }
}
