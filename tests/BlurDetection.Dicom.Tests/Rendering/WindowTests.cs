using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Tests.Rendering;

/// <summary>How stored values become grey.</summary>
public sealed class WindowTests
{
    private const double Rounding = 0.01;
    private static readonly TestImage Image = TestImage.Ramp(64, 64, 12);

    [Fact]
    public void ALinearWindowFollowsTheFormulaOfTheStandard()
    {
        var (luma, info) = Decoded.Luma(File(writer => Window(writer, "2048\\40", "1000\\400")));
        for (var i = 0; i < luma.Length; i++) // PS3.3, C.11.2.1.2.1
        {
            double x = Image.Samples[i], y = x <= 2047.5 - 499.5 ? 0 : x > 2047.5 + 499.5 ? 255 : ((x - 2047.5) / 999 + 0.5) * 255;
            Assert.Equal(y, luma[i], Rounding);
        }
        Assert.Equal((1548, 2547, SampleRangeOrigin.Metadata), (info.Range!.Black, info.Range.White, info.Range.Origin));
    }

    [Fact]
    public void AnExactLinearWindowReachesHalfItsWidthToEitherSide()
    {
        var (luma, _) = Decoded.Luma(File(writer => Window(writer, "2048", "1000").Text(0x0028_1056, "CS", "LINEAR_EXACT")));
        for (var i = 0; i < luma.Length; i++)
            Assert.Equal(Math.Clamp((Image.Samples[i] - 2048) / 1000.0 + 0.5, 0, 1) * 255, luma[i], Rounding);
    }

    [Fact]
    public void ASigmoidWindowIsALogisticCurve()
    {
        var (luma, _) = Decoded.Luma(File(writer => Window(writer, "2048", "1000").Text(0x0028_1056, "CS", "SIGMOID")));
        for (var i = 0; i < luma.Length; i++)
            Assert.Equal(255 / (1 + Math.Exp(-4 * (Image.Samples[i] - 2048) / 1000.0)), luma[i], Rounding);
    }

    [Fact]
    public void TheWindowCountsInRescaledValues()
    {
        var (luma, info) = Decoded.Luma(File(writer => Window(writer, "100", "201").Text(0x0028_1052, "DS", "-1024")
            .Text(0x0028_1053, "DS", "0.5")));
        for (var i = 0; i < luma.Length; i++)
            Assert.Equal(Math.Clamp((Image.Samples[i] * 0.5 - 1024 - 99.5) / 200 + 0.5, 0, 1) * 255, luma[i], Rounding);
        Assert.Equal((-0.5, 199.5), (info.Range!.Black, info.Range.White));
    }

    [Fact]
    public void TheWindowOfTheOptionsGoesBeforeThatOfTheFile()
    {
        var (luma, info) = Decoded.Luma(File(writer => Window(writer, "2048", "1000")), options => options.Range.Window =
            new SampleWindow(1000, 500));
        for (var i = 0; i < luma.Length; i++) Assert.Equal(Math.Clamp((Image.Samples[i] - 750) / 500.0, 0, 1) * 255, luma[i], Rounding);
        Assert.Equal(SampleRangeOrigin.Window, info.Range!.Origin);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void AVoiLookupTableGoesBeforeTheWindow(bool undefinedLength)
    {
        int[] entries = [.. Enumerable.Range(0, 2048).Select(i => 255 - i / 8)];
        var table = new DicomWriter().UInt16(0x0028_3002, 2048, 1000, 8).Words(0x0028_3006, "OW", entries);
        var (luma, _) = Decoded.Luma(File(writer => Window(writer, "2048", "1000").Sequence(0x0028_3010, undefinedLength, table)));
        for (var i = 0; i < luma.Length; i++) Assert.Equal(255 - Math.Clamp(Image.Samples[i] - 1000, 0, 2047) / 8, luma[i], Rounding);
    }

    [Fact]
    public void AModalityLookupTableComesBeforeTheWindow()
    {
        int[] entries = [.. Enumerable.Range(0, 4096).Select(i => i * i / 4096)];
        var table = new DicomWriter().UInt16(0x0028_3002, 4096, 0, 12).Words(0x0028_3006, "OW", entries);
        var (luma, _) = Decoded.Luma(File(writer => Window(writer, "2048", "4096").Sequence(0x0028_3000, false, table)));
        for (var i = 0; i < luma.Length; i++)
            Assert.Equal(Math.Clamp((entries[Image.Samples[i]] - 2047.5) / 4095 + 0.5, 0, 1) * 255, luma[i], Rounding);
    }

    [Fact]
    public void FunctionalGroupsGiveEachFrameItsOwnWindow()
    {
        var shared = new DicomWriter()
            .Sequence(0x0028_9145, true, new DicomWriter().Text(0x0028_1052, "DS", "-100").Text(0x0028_1053, "DS", "1"));
        var frames = new[] { "500", "3000" }.Select(center => new DicomWriter()
            .Sequence(0x0028_9132, true, Window(new DicomWriter(), center, "801"))).ToArray();
        var both = Image with { Frames = 2, Samples = [.. Image.Samples, .. Image.Samples] };
        var file = both.Write().Sequence(0x5200_9229, true, shared).Sequence(0x5200_9230, true, frames)
            .File(DicomWriter.ExplicitLittleEndian);
        foreach (var (page, center) in new[] { (0, 500), (1, 3000) })
        {
            var (luma, info) = Decoded.Luma(file, options => options.Page = page);
            for (var i = 0; i < luma.Length; i++)
                Assert.Equal(Math.Clamp((Image.Samples[i] - 100 - (center - 0.5)) / 800 + 0.5, 0, 1) * 255, luma[i], Rounding);
            Assert.Equal((page, 2), (info.Page, info.PageCount));
        }
    }

    [Fact]
    public void AWindowThatShowsNothingIsPassedOver()
    {
        var (luma, info) = Decoded.Luma(File(writer => Window(writer, "60000", "100")));
        Assert.Equal(SampleRangeOrigin.Full, info.Range!.Origin);
        Assert.True(luma.Max() - luma.Min() > 250);
    }

    [Fact]
    public void TheSmallestAndTheLargestValueStretchWhatHasNoWindow()
    {
        var dark = Image with { Samples = [.. Image.Samples.Select(sample => 100 + sample / 16)] };
        var (luma, info) = Decoded.Luma(dark.Write().UInt16(0x0028_0106, 100).UInt16(0x0028_0107, 355)
            .File(DicomWriter.ExplicitLittleEndian));
        Assert.Equal((100, 355, SampleRangeOrigin.Metadata), (info.Range!.Black, info.Range.White, info.Range.Origin));
        Assert.True(luma.Max() > 250 && luma.Min() < 5);
    }

    [Fact]
    public void PercentilesStretchWhatFillsLittleOfItsBits()
    {
        var dark = Image with { Samples = [.. Image.Samples.Select(sample => 300 + sample / 16)] };
        var (luma, info) = Decoded.Luma(dark.Write().File(DicomWriter.ExplicitLittleEndian));
        Assert.Equal(SampleRangeOrigin.Percentiles, info.Range!.Origin);
        Assert.True(luma.Max() > 250 && luma.Min() < 5);
    }

    [Fact]
    public void EightBitsWithoutWindowAreTakenAsTheyAre()
    {
        var image = TestImage.Ramp(16, 16, 8) with { Samples = [.. Enumerable.Range(0, 256).Select(i => 100 + i % 10)] };
        var (luma, info) = Decoded.Luma(image.Write().File(DicomWriter.ExplicitLittleEndian));
        Assert.Equal(image.Samples.Select(sample => (float)sample), luma);
        Assert.Null(info.Range);
    }

    [Theory]
    [InlineData(4000, null)]
    [InlineData(4000, 4095)]
    public void PaddingHoldsNoData(int padding, int? limit)
    {
        var image = Image with { Samples =
            [.. Image.Samples.Select((sample, i) => i % 64 < 16 ? padding + (limit is null ? 0 : i % 64) : Math.Min(sample, 3000))] };
        var writer = image.Write().UInt16(0x0028_0120, padding);
        if (limit is { } end) writer.UInt16(0x0028_0121, end);
        var (_, info) = Decoded.Luma(writer.File(DicomWriter.ExplicitLittleEndian));
        Assert.Equal(0.75, info.DataShare, 1e-6);
    }

    [Theory]
    [InlineData(true, 0.25)]
    [InlineData(false, 1)]
    public void OutsideTheRegionsOfAnUltrasoundPictureNothingCountsIfOneWishes(bool only, double share)
    {
        var region = new DicomWriter().UInt32(0x0018_6018, 16).UInt32(0x0018_601A, 16).UInt32(0x0018_601C, 47).UInt32(0x0018_601E, 47);
        var (_, info) = Decoded.Luma(File(writer => writer.Sequence(0x0018_6011, false, region)),
            onlyUltrasoundRegions: only);
        Assert.Equal(share, info.DataShare, 1e-6);
    }

    private static byte[] File(Func<DicomWriter, DicomWriter> add) => add(Image.Write()).File(DicomWriter.ExplicitLittleEndian);

    private static DicomWriter Window(DicomWriter writer, string center, string width) =>
        writer.Text(0x0028_1050, "DS", center).Text(0x0028_1051, "DS", width);
}
