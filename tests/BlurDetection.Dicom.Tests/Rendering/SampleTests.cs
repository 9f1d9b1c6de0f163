using BlurDetection.Dicom.Tests.Support;

namespace BlurDetection.Dicom.Tests.Rendering;

/// <summary>What the samples of a pixel mean.</summary>
public sealed class SampleTests
{
    private const double Rounding = 0.01;

    private static readonly int[] RedGreenBlue =
        [255, 0, 0, 0, 255, 0, 0, 0, 255, 255, 255, 255, 128, 128, 128, 10, 20, 30, 0, 0, 0, 200, 100, 50];

    [Theory]
    [InlineData(8, 8, 7, 0)]
    [InlineData(16, 12, 11, 0)]
    [InlineData(16, 12, 15, 0)] // shifted up
    [InlineData(16, 10, 9, 0)]
    [InlineData(16, 16, 15, -32768)]
    [InlineData(16, 12, 11, -2048)]
    [InlineData(16, 12, 13, -2048)]
    public void AllStoredBitsBecomeBlackToWhite(int allocated, int stored, int high, int first)
    {
        var image = TestImage.Ramp(64, 64, stored, first) with { BitsAllocated = allocated, HighBit = high };
        var (luma, info) = Decoded.Luma(image.Write().File(DicomWriter.ExplicitLittleEndian));
        for (var i = 0; i < luma.Length; i++) Assert.Equal((image.Samples[i] - first) * 255.0 / ((1 << stored) - 1), luma[i], Rounding);
        if (stored > 8) Assert.Equal((first, first + (1 << stored) - 1.0), (info.Range!.Black, info.Range.White));
    }

    [Fact]
    public void BitsAboveTheStoredOnesAreIgnored()
    {
        var clean = TestImage.Ramp(16, 16, 12);
        var overlaid = clean with { Samples = [.. clean.Samples.Select((sample, i) => sample | (i % 2 == 0 ? 0xF000 : 0))] };
        var file = overlaid.Describe().Words(0x7FE0_0010, "OW", overlaid.Samples).File(DicomWriter.ExplicitLittleEndian);
        Assert.Equal(Decoded.Luma(clean.Write().File(DicomWriter.ExplicitLittleEndian)).Luma, Decoded.Luma(file).Luma);
    }

    [Fact]
    public void InMonochrome1TheSmallestSampleIsWhite()
    {
        var image = TestImage.Ramp(16, 16, 12);
        var plain = Decoded.Luma(image.Write().File(DicomWriter.ExplicitLittleEndian));
        var inverted = Decoded.Luma((image with { Photometric = "MONOCHROME1" }).Write().File(DicomWriter.ExplicitLittleEndian));
        Assert.Equal(plain.Luma.Select(value => 255 - value), inverted.Luma, (a, b) => Math.Abs(a - b) < Rounding);
        Assert.Equal((4095.0, 0.0), (inverted.Info.Range!.Black, inverted.Info.Range.White));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void RedGreenAndBlueLieByPixelOrByPlane(bool planar)
    {
        var image = new TestImage(4, 2, RedGreenBlue) { SamplesPerPixel = 3, Photometric = "RGB", Planar = planar };
        AssertColours(RedGreenBlue, Decoded.Colours(image.Write().File(DicomWriter.ExplicitLittleEndian)), Rounding);
    }

    [Fact]
    public void ColoursOf16BitsAreScaledTo8()
    {
        var image = new TestImage(4, 2, [.. RedGreenBlue.Select(value => value * 257)]) { SamplesPerPixel = 3, Photometric = "RGB",
            BitsAllocated = 16, BitsStored = 16 };
        AssertColours(RedGreenBlue, Decoded.Colours(image.Write().File(DicomWriter.ExplicitLittleEndian)), Rounding);
    }

    [Fact]
    public void LumaAndColourDifferencesBecomeColours()
    {
        var image = new TestImage(4, 2, [.. RedGreenBlue.Chunk(3).SelectMany(Ybr)]) { SamplesPerPixel = 3, Photometric = "YBR_FULL" };
        // they are rounded to whole numbers
        AssertColours(RedGreenBlue, Decoded.Colours(image.Write().File(DicomWriter.ExplicitLittleEndian)), 2);
    }

    [Fact]
    public void ColourDifferencesForPairsOfPixelsAreSharedByBoth()
    {
        int[] colours = [.. RedGreenBlue.Chunk(3).SelectMany(colour => colour.Concat(colour))];
        var ybr = colours.Chunk(3).Select(Ybr).ToArray();
        var pairs = ybr.Chunk(2).SelectMany(pair => new[] { (byte)pair[0][0], (byte)pair[1][0], (byte)pair[0][1], (byte)pair[0][2] })
            .ToArray();
        var image = new TestImage(8, 2, colours) { SamplesPerPixel = 3, Photometric = "YBR_FULL_422" };
        var file = image.Describe().Bytes(0x7FE0_0010, "OB", pairs).File(DicomWriter.ExplicitLittleEndian);
        AssertColours(colours, Decoded.Colours(file), 2);
    }

    [Theory]
    [InlineData(8, false)]
    [InlineData(16, false)]
    [InlineData(16, true)]
    public void IndicesTakeTheirColourFromThePalette(int bits, bool segmented)
    {
        int[] indices = [10, 11, 12, 13, 0, 255, 11, 10]; // the first entry is for 10, and others beside the table take its ends
        int[][] tables = [[250, 200, 100, 0], [0, 50, 100, 150], [1, 2, 3, 4]];
        var scale = bits == 16 ? 257 : 1;
        var writer = new TestImage(4, 2, indices) { Photometric = "PALETTE COLOR" }.Write();
        for (var i = 0; i < 3; i++)
        {
            int[] entries = [.. tables[i].Select(entry => entry * scale)];
            writer.UInt16(0x0028_1101 + (uint)i, 4, 10, bits);
            if (segmented) writer.Words(0x0028_1221 + (uint)i, "OW", [0, 2, entries[0], entries[1], 0, 1, entries[2], 1, 1, entries[3]]);
            else writer.Words(0x0028_1201 + (uint)i, "OW", entries);
        }
        int[] expected = [.. indices.SelectMany(index => tables.Select(table => table[Math.Clamp(index - 10, 0, 3)]))];
        AssertColours(expected, Decoded.Colours(writer.File(DicomWriter.ExplicitLittleEndian)), Rounding);
    }

    [Fact]
    public void ARampInASegmentedPaletteReachesItsEnd()
    {
        var writer = new TestImage(16, 16, [.. Enumerable.Range(0, 256)]) { Photometric = "PALETTE COLOR" }.Write();
        for (var i = 0U; i < 3; i++)
            writer.UInt16(0x0028_1101 + i, 256, 0, 16).Words(0x0028_1221 + i, "OW", [0, 1, 0, 1, 255, 65535]);
        var colours = Decoded.Colours(writer.File(DicomWriter.ExplicitLittleEndian));
        for (var i = 0; i < 256; i++) Assert.Equal(i, colours[i][0], 1);
    }

    private static int[] Ybr(int[] rgb) =>
    [
        (int)Math.Round(0.299 * rgb[0] + 0.587 * rgb[1] + 0.114 * rgb[2]),
        (int)Math.Min(255, Math.Round(-0.168736 * rgb[0] - 0.331264 * rgb[1] + 0.5 * rgb[2] + 128)),
        (int)Math.Min(255, Math.Round(0.5 * rgb[0] - 0.418688 * rgb[1] - 0.081312 * rgb[2] + 128)),
    ];

    private static void AssertColours(int[] expected, float[][] actual, double tolerance) =>
        Assert.All(expected.Chunk(3).Zip(actual), pair =>
        {
            for (var i = 0; i < 3; i++) Assert.Equal(pair.First[i], pair.Second[i], tolerance);
        });
}
