using BlurDetection.Evaluation.Metrics;

namespace BlurDetection.Evaluation.Tests;

public sealed class PixelScoresTests
{
    [Fact]
    public void TheHistogramGivesTheAreaThatSortingGives()
    {
        var random = new Random(1);
        bool[] blurred = [.. Enumerable.Range(0, 5000).Select(_ => random.Next(4) == 0)];
        double[] scores = [.. blurred.Select(b => Math.Clamp(random.NextDouble() * 0.7 + (b ? 0.2 : 0), 0, 1))];
        var pixels = new PixelScores();
        for (int i = 0; i < scores.Length; i++) pixels.Add(scores[i], blurred[i]);
        Assert.Equal(5000, pixels.Pixels);
        Assert.Equal(new ScoredImages(scores, blurred).RocAuc(), pixels.RocAuc(), 3); // 4096 bins
    }

    [Fact]
    public void TwoPicturesPoolIntoOne()
    {
        PixelScores first = new(), second = new(), both = new();
        foreach ((PixelScores part, double score, bool blurred) in new[] { (first, 0.2, false), (first, 0.9, true), (second, 0.8, false),
            (second, 0.7, true) })
        {
            part.Add(score, blurred);
            both.Add(score, blurred);
        }
        first.Add(second);
        Assert.Equal(both.RocAuc(), first.RocAuc());
        Assert.Equal(0.75, both.RocAuc());
    }

    [Fact]
    public void TheFMeasureWeighsPrecisionAsTheFieldDoes()
    {
        var pixels = new PixelScores();
        for (int i = 0; i < 3; i++) pixels.Add(0.9, true);
        pixels.Add(0.9, false);
        pixels.Add(0.1, true);
        // precision 3/4, recall 3/4 -> 0.75 whatever the weight; everything called: precision 4/5, recall 1
        Assert.Equal(0.75, pixels.FMeasure(0.5), 12);
        Assert.Equal(1.3 * 0.8 / (0.3 * 0.8 + 1), pixels.BestFMeasure().FMeasure, 12);
        Assert.True(pixels.BestFMeasure().Threshold <= 0.1);
    }

    [Fact]
    public void ErrorAndOverlapAreThoseOfAHand()
    {
        var pixels = new PixelScores();
        foreach (double score in new[] { 0.9, 0.75, 0.6, 0.2 }) pixels.Add(score, true);
        foreach (double score in new[] { 0.7, 0.3, 0.1, 0.1, 0.05, 0 }) pixels.Add(score, false);
        // off by 0.1 + 0.25 + 0.4 + 0.8 where blurred, by 0.7 + 0.3 + 0.1 + 0.1 + 0.05 + 0 where sharp
        Assert.Equal(0.28, pixels.MeanAbsoluteError(), 12);
        // at 0.5: three hits, one miss, one false alarm, five passed
        (double blurred, double sharp) = pixels.IntersectionOverUnion(0.5);
        Assert.Equal(3 / 5d, blurred, 12);
        Assert.Equal(5 / 7d, sharp, 12);
        Assert.Equal(0.4, pixels.BlurredShare(0.5), 12);
    }

    [Fact]
    public void ErrorsPoolAsPixelsDo()
    {
        PixelScores one = new(), three = new();
        one.Add(0, true);
        for (int i = 0; i < 3; i++) three.Add(0, false);
        one.Add(three);
        Assert.Equal(0.25, one.MeanAbsoluteError());
    }

    [Fact]
    public void WhatHasNoPixelIsUndefined()
    {
        var pixels = new PixelScores();
        Assert.Equal(double.NaN, pixels.MeanAbsoluteError());
        Assert.Equal(double.NaN, pixels.BlurredShare(0.5));
        pixels.Add(0.1, false);
        Assert.Equal((double.NaN, 1), pixels.IntersectionOverUnion(0.5));
        Assert.False(pixels.HasBlurred);
    }

    [Fact]
    public void ScoresBeyondTheEndsAreKept()
    {
        var pixels = new PixelScores(0, 10);
        pixels.Add(-5, false);
        pixels.Add(50, true);
        Assert.Equal(1, pixels.RocAuc());
    }
}
