using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Tests.Interoperability;

/// <summary>What dcmtk compresses or converts is decoded to the same samples; and its own pictures of windows are ours.</summary>
public sealed class DcmtkTests
{
    private const double OneLevel = 1.001; // dcm2pnm rounds down to whole levels

    public static TheoryData<string, string> Lossless() => new()
    {
        { "dcmcrle", "" },
        { "dcmcjpeg", "+e1" },
        { "dcmcjpeg", "+el +sv 1" }, { "dcmcjpeg", "+el +sv 2" }, { "dcmcjpeg", "+el +sv 3" }, { "dcmcjpeg", "+el +sv 4" },
        { "dcmcjpeg", "+el +sv 5" }, { "dcmcjpeg", "+el +sv 6" }, { "dcmcjpeg", "+el +sv 7" }, { "dcmcjpeg", "+e1 +ff" },
        { "dcmcjpls", "+el" }, { "dcmcjpls", "+el +t1 5 +t2 9 +t3 30 +rs 31" }, { "dcmcjpls", "+el -ot" },
        { "dcmconv", "+ti" }, { "dcmconv", "+te" }, { "dcmconv", "+tb" }, { "dcmconv", "+td" }, { "dcmconv", "-F +te" },
        { "dcmconv", "-F +ti" }, { "dcmconv", "+te -e" }, { "dcmconv", "+ti +e" },
    };

    [SkippableTheory]
    [MemberData(nameof(Lossless))]
    public void LosslessConversionsKeepEverySample(string program, string arguments)
    {
        foreach (var name in new[] { "CT_small.dcm", "MR_small.dcm", "SC_rgb_rle.dcm" })
        {
            var original = File.ReadAllBytes(Tools.Pydicom(name));
            if (name == "SC_rgb_rle.dcm") original = Tools.Dcmtk("dcmdrle", "", original, ".dcm");
            var converted = Tools.Dcmtk(program, arguments, original, ".dcm");
            Assert.Equal(Decoded.Luma(original).Luma, Decoded.Luma(converted).Luma);
            Assert.Equal(Decoded.Colours(original), Decoded.Colours(converted));
        }
    }

    [SkippableTheory]
    [InlineData("+iv 0")]
    [InlineData("+il")]
    [InlineData("+is")]
    public void ColoursOfJpegLsMayBeInterleavedInAnyWay(string interleave)
    {
        var original = Tools.Dcmtk("dcmdrle", "", File.ReadAllBytes(Tools.Pydicom("SC_rgb_rle.dcm")), ".dcm");
        var converted = Tools.Dcmtk("dcmcjpls", $"+el {(interleave == "+iv 0" ? "+in" : interleave)}", original, ".dcm");
        Assert.Equal(Decoded.Colours(original), Decoded.Colours(converted));
    }

    [SkippableTheory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(10)]
    public void NearLosslessJpegLsStaysWithinItsBound(int bound)
    {
        var random = new Random(5);
        var image = TestImage.Ramp(64, 64, 12) with { Samples =
            [.. Enumerable.Range(0, 64 * 64).Select(i => i % 64 < 20 ? 700 : i / 2 + random.Next(60))] };
        var near = Tools.Dcmtk("dcmcjpls", $"+en +md {bound}", image.Write().File(DicomWriter.ExplicitLittleEndian), ".dcm");
        var actual = Full(near).Select(value => (int)Math.Round(value / 255.0 * 4095)).ToArray();
        Assert.NotEqual(image.Samples, actual);
        for (var i = 0; i < actual.Length; i++) Assert.InRange(actual[i], image.Samples[i] - bound, image.Samples[i] + bound);
        Assert.Equal(Full(Tools.Dcmtk("dcmdjpls", "", near, ".dcm")), Full(near));
    }

    [SkippableTheory]
    [InlineData("+eb", 8)]
    [InlineData("+ee +be", 8)]
    [InlineData("+ee +bt", 12)]
    [InlineData("+es +be", 8)]
    [InlineData("+ep +be", 8)]
    [InlineData("+ep +bt", 12)]
    public void LossyJpegIsDecodedAsDcmtkDecodesIt(string process, int bits)
    {
        var image = TestImage.Ramp(64, 64, bits) with { Samples =
            [.. Enumerable.Range(0, 64 * 64)
                .Select(i => (int)((Math.Sin(i % 64 / 5.0) + Math.Cos(i / 64 / 7.0) + 2) / 4 * ((1 << bits) - 1)))] };
        var compressed = Tools.Dcmtk("dcmcjpeg", process, image.Write().File(DicomWriter.ExplicitLittleEndian), ".dcm");
        var native = Tools.Dcmtk("dcmdjpeg", "", compressed, ".dcm");
        var (expected, actual) = (Full(native), Full(compressed));
        // inverse transforms round apart by a step or two
        for (var i = 0; i < expected.Length; i++) Assert.Equal(expected[i], actual[i], 2 * 255.0 / ((1 << bits) - 1));
    }

    [SkippableTheory]
    [InlineData("+Wi 1")]
    [InlineData("+Wi 1 +Wfs")]
    public void WindowsLookAsInDcmtk(string window)
    {
        var original = File.ReadAllBytes(Tools.Pydicom("MR_small.dcm"));
        if (window.Contains("+Wfs"))
            original = TestImage.Ramp(64, 64, 12).Write().Text(0x0028_1050, "DS", "1800").Text(0x0028_1051, "DS", "900")
                .Text(0x0028_1056, "CS", "SIGMOID").File(DicomWriter.ExplicitLittleEndian);
        AssertLooksAs(Tools.Dcmtk("dcm2pnm", $"{window} +op", original, ".pnm"), Decoded.Luma(original).Luma);
    }

    [SkippableFact]
    public void AnOwnWindowLooksAsInDcmtk()
    {
        var original = File.ReadAllBytes(Tools.Pydicom("CT_small.dcm"));
        var expected = Tools.Dcmtk("dcm2pnm", "+Ww 40 1001 +op", original, ".pnm");
        // the linear function of the standard is a sample narrower
        AssertLooksAs(expected, Decoded.Luma(original, options => options.Range.Window = new SampleWindow(39.5, 1000)).Luma);
    }

    [SkippableFact]
    public void AVoiLookupTableLooksAsInDcmtk()
    {
        int[] entries = [.. Enumerable.Range(0, 4096).Select(i => (int)(255 * Math.Pow(i / 4095.0, 0.5)))];
        var table = new DicomWriter().UInt16(0x0028_3002, 4096, 0, 8).Words(0x0028_3006, "OW", entries);
        var file = TestImage.Ramp(64, 64, 12).Write().Sequence(0x0028_3010, false, table).File(DicomWriter.ExplicitLittleEndian);
        AssertLooksAs(Tools.Dcmtk("dcm2pnm", "+Wl 1 +op", file, ".pnm"), Decoded.Luma(file).Luma);
    }

    private static void AssertLooksAs(byte[] expected, float[] actual)
    {
        var levels = PortableAnyMap.Read(expected, out _);
        for (var i = 0; i < levels.Length; i++) Assert.Equal(levels[i], actual[i], OneLevel);
    }

    private static float[] Full(byte[] file) => Decoded.Luma(file, options => options.Range.Mode = SampleRangeMode.Full).Luma;
}
