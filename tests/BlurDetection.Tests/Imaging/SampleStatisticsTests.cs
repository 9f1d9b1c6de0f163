using System.Buffers.Binary;
using BlurDetection.Imaging;

namespace BlurDetection.Tests.Imaging;

public sealed class SampleStatisticsTests
{
    private static readonly SampleRangeOptions Usual = new();

    [Fact]
    public void SamplesThatFillTheUpperHalfOfTheirTypeKeepItsFullRange() =>
        Assert.Equal(new SampleRange(0, 65535, SampleRangeOrigin.Full), Of(Ramp(0, 60000)).Choose(Usual, null, 0, 65535));

    [Fact]
    public void FewerBitsInAFileOfSixteenKeepTheContrastOfTheScene()
    {
        Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Full), Of(Ramp(0, 4080)).Choose(Usual, null, 0, 65535));
        Assert.Equal(new SampleRange(0, 255, SampleRangeOrigin.Full), Of(Ramp(20, 200)).Choose(Usual, null, 0, 65535));
        Assert.Equal(new SampleRange(0, uint.MaxValue, SampleRangeOrigin.Full),
            Of(Ramp(0, uint.MaxValue)).Choose(Usual, null, 0, uint.MaxValue));
    }

    [Fact]
    public void ANarrowBandFarFromBlackIsStretchedByPercentiles()
    {
        var range = Of(Ramp(1500, 1900)).Choose(Usual, null, 0, 65535);
        Assert.Equal(SampleRangeOrigin.Percentiles, range.Origin);
        Assert.Equal(1500.4, range.Black, 0.1); // 0.1 % of 400
        Assert.Equal(1899.6, range.White, 0.1);
    }

    [Fact]
    public void WhatTheFileSaysComesBeforePercentilesAndTheCallersWindowBeforeBoth()
    {
        var statistics = Of(Ramp(0, 1000));
        Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Metadata), statistics.Choose(Usual, (0, 4095), 0, 65535));
        Assert.Equal(SampleRangeOrigin.Percentiles,
            statistics.Choose(new() { Mode = SampleRangeMode.Percentiles }, (0, 4095), 0, 65535).Origin);
        Assert.Equal(new SampleRange(0, 65535, SampleRangeOrigin.Full),
            statistics.Choose(new() { Mode = SampleRangeMode.Full }, (0, 4095), 0, 65535));
        Assert.Equal(new SampleRange(-160, 240, SampleRangeOrigin.Window),
            statistics.Choose(new() { Window = new(40, 400) }, (0, 4095), 0, 65535));
    }

    [Fact]
    public void WhatTheFileSaysIsPassedOverWhereItWouldShowNextToNothing()
    {
        var range = Of(Ramp(0, 250)).Choose(Usual, (0, 65535), 0, 65535);
        Assert.Equal(new SampleRange(0, 255, SampleRangeOrigin.Full), range);
        Assert.Equal(SampleRangeOrigin.Metadata, Of([.. Enumerable.Repeat(7f, 100)]).Choose(Usual, (0, 65535), 0, 65535).Origin);
        Assert.Throws<ArgumentNullException>(() => Of(Ramp(0, 1)).Shows(null!));
    }

    [Fact]
    public void TheBitsThatAFileUsesBoundItsFullRange() =>
        Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Full),
            Of(Ramp(0, 1000)).Choose(new() { Mode = SampleRangeMode.Full }, null, 0, 4095));

    [Fact]
    public void FloatsHaveAUsualRangeWhereTheyFillOne()
    {
        Assert.Equal(new SampleRange(0, 1, SampleRangeOrigin.Full), Of(Ramp(0, 0.9f)).Choose(Usual, null, 0, null));
        Assert.Equal(new SampleRange(0, 255, SampleRangeOrigin.Full), Of(Ramp(0, 250)).Choose(Usual, null, 0, null));
        Assert.Equal(SampleRangeOrigin.Percentiles, Of(Ramp(-1, 1)).Choose(Usual, null, 0, null).Origin);
        Assert.Equal(SampleRangeOrigin.Percentiles, Of(Ramp(0, 0.2f)).Choose(Usual, null, 0, null).Origin);
    }

    [Fact]
    public void AFewHotPixelsDoNotMakeAnImageBlack()
    {
        var samples = Ramp(0, 1000);
        samples[17] = samples[5000] = 65535;
        Assert.InRange(Of(samples).Choose(Usual, null, 0, 65535).White, 900, 1100);
    }

    [Fact]
    public void WholeNumbersHaveThePercentilesThatSortingGives()
    {
        var random = new Random(3);
        float[] whole = [.. Enumerable.Range(0, 30_000).Select(_ => (float)(random.Next(400) * random.Next(160)))];
        float[] sorted = [.. whole.Order()];
        SampleStatistics statistics = Of(whole), halves = Of([.. whole.Select(sample => sample + 0.5f)]);
        foreach (var percent in new[] { 0, 0.1, 17, 50, 99.9, 100 })
        {
            Assert.Equal(sorted[(int)Math.Round(percent / 100 * (sorted.Length - 1))], statistics.Percentile(percent));
            Assert.Equal(statistics.Percentile(percent) + 0.5, halves.Percentile(percent));
        }
        statistics.Add([70_000]);
        Assert.Equal(70_000, statistics.Percentile(100));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public void RowsOfSixteenBitsCountAsTheirSamplesOneByOne(int samples)
    {
        const int width = 1003, rows = 1500; // more samples than are kept
        var (random, colours) = (new Random(4), samples >= 3 ? 3 : 1);
        var (plain, fast) = (new SampleStatistics(), SampleStatistics.Expecting((long)width * rows * colours));
        for (var y = 0; y < rows; y++)
        {
            var row = new byte[2 * samples * width];
            random.NextBytes(row);
            if (samples > colours)
                for (var end = 2 * samples; end <= row.Length; end += 2 * samples) row[end - 1] |= 1; // nothing is hidden
            plain.Add([.. Enumerable.Range(0, samples * width).Where(i => i % samples < colours)
                .Select(i => (float)BinaryPrimitives.ReadUInt16BigEndian(row.AsSpan(2 * i)))]);
            fast.AddDeepRow(row, samples);
        }
        Assert.Equal((plain.Minimum, plain.Maximum), (fast.Minimum, fast.Maximum));
        for (var percent = 0; percent <= 100; percent++) Assert.Equal(plain.Percentile(percent), fast.Percentile(percent));
    }

    [Theory]
    [InlineData(2)]
    [InlineData(4)]
    public void HiddenPixelsOfSixteenBitsDoNotCount(int samples)
    {
        foreach (var width in new[] { 1, 2, 40 })
        {
            var statistics = new SampleStatistics();
            var row = new byte[2 * samples * width];
            statistics.AddDeepRow(row, samples);
            Assert.True(statistics.Minimum > statistics.Maximum, "nothing is seen");
            row.AsSpan().Fill(255);
            for (var x = 0; x < width; x++)
            {
                if (x % 2 == 0) row.AsSpan(2 * samples * x, 2 * samples - 2).Fill(7); // 0x0707, in view
                else row.AsSpan(2 * samples * x + 2 * samples - 2, 2).Clear();
            }
            statistics.AddDeepRow(row, samples);
            Assert.Equal((0x0707, 0x0707, 0x0707),
                (statistics.Minimum, statistics.Maximum, statistics.Percentile(100)));
        }
    }

    [Fact]
    public void ValuesWithoutDataAndNanDoNotCount()
    {
        var statistics = new SampleStatistics();
        statistics.Add([1, float.NaN, -9999, 3], [1, 1, 0, 1]);
        Assert.Equal((1.0, 3.0), (statistics.Minimum, statistics.Maximum));
    }

    [Fact]
    public void PercentilesOfMoreSamplesThanAreKeptHoldWithinAThousandth()
    {
        var statistics = new SampleStatistics();
        for (var i = 0; i < 50; i++) statistics.Add(Ramp(0, 1));
        Assert.Equal(0.25, statistics.Percentile(25), 0.001); // the ramp's own steps are 1e-5
    }

    [Fact]
    public void ARangeMayRunDownwardsForFilesThatStoreWhiteAsTheSmallestSample()
    {
        float[] values = new float[3];
        new SampleRange(100, 0, SampleRangeOrigin.Metadata).Apply([0, 50, 100], values);
        Assert.Equal([255, 127.5f, 0], values);
    }

    private static float[] Ramp(float low, float high) => [.. Enumerable.Range(0, 100_000).Select(i => low + i * (high - low) / 99_999)];

    private static SampleStatistics Of(float[] samples)
    {
        var statistics = new SampleStatistics();
        statistics.Add(samples);
        return statistics;
    }
}
