using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Dicom.Tests;

/// <summary>The samples' X-ray, written as DICOM in every form, gets the verdict that it has as a JPEG file.</summary>
public sealed class VerdictTests : IClassFixture<VerdictTests.Classifier>
{
    private const double Tolerance = 0.02;
    private readonly BlurClassifier _classifier;

    public VerdictTests(Classifier classifier) => _classifier = classifier.Value;

    public static TheoryData<string, string> Forms()
    {
        var forms = new TheoryData<string, string>();
        foreach (var name in new[] { "xray-sharp.jpg", "xray-moved.jpg" })
            foreach (var form in Files.Keys) forms.Add(name, form);
        return forms;
    }

    private static Dictionary<string, Func<TestImage, byte[]>> Files { get; } = new()
    {
        ["explicit little endian"] = image => image.Write().File(DicomWriter.ExplicitLittleEndian),
        ["implicit little endian"] = image => image.Write().File(DicomWriter.ImplicitLittleEndian),
        ["explicit big endian"] = image => image.Write().File(DicomWriter.ExplicitBigEndian),
        ["deflated"] = image => image.Write().File(DicomWriter.DeflatedLittleEndian),
        ["no preamble"] = image => image.Write().DataSet(false, false),
        ["12 of 16 bits"] = image => Deeper(image, 12, 0).Write().File(DicomWriter.ExplicitLittleEndian),
        ["12 of 16 bits, a fifth of them used"] = image => Deeper(image, 12, 300, 3).Write()
            .UInt16(0x0028_0106, 300).UInt16(0x0028_0107, 1065).File(DicomWriter.ExplicitLittleEndian),
        ["16 bits, signed"] = image => (Deeper(image, 16, -32768) with { Signed = true }).Write().File(DicomWriter.ExplicitLittleEndian),
        ["window"] = image => Windowed(Deeper(image, 14, 2000, 16)).File(DicomWriter.ExplicitLittleEndian),
        ["monochrome 1"] = image =>
            (image with { Photometric = "MONOCHROME1", Samples = [.. image.Samples.Select(sample => 255 - sample)] }).Write()
                .File(DicomWriter.ExplicitLittleEndian),
        ["RGB"] = image => Colour(image).Write().File(DicomWriter.ExplicitLittleEndian),
        ["RGB by plane"] = image => (Colour(image) with { Planar = true }).Write().File(DicomWriter.ImplicitLittleEndian),
        ["YBR_FULL"] = image =>
            (image with { SamplesPerPixel = 3, Photometric = "YBR_FULL", Samples =
                [.. image.Samples.SelectMany(sample => new[] { sample, 128, 128 })] }).Write().File(DicomWriter.ExplicitLittleEndian),
        ["palette"] = image => Palette(image).File(DicomWriter.ExplicitLittleEndian),
        ["RLE"] = image => image.Encapsulate(RleWriter.Pack(image)).File(DicomWriter.Rle),
        ["RLE of 16 bits"] = image => Packed(Deeper(image, 16, 0), RleWriter.Pack, DicomWriter.Rle),
        ["JPEG lossless"] = image => Packed(Deeper(image, 12, 0), new LosslessJpegWriter(1).Write, DicomWriter.JpegLosslessSv1),
        ["JPEG lossless, predictor 7"] = image => Packed(image, new LosslessJpegWriter(7).Write, DicomWriter.JpegLossless),
        ["JPEG extended, 12 bits"] = image =>
            Tools.Dcmtk("dcmcjpeg", "+ee +bt +q 95", Deeper(image, 12, 0).Write().File(DicomWriter.ExplicitLittleEndian), ".dcm"),
        ["JPEG-LS"] = image => Tools.Dcmtk("dcmcjpls", "+el", Deeper(image, 12, 0).Write().File(DicomWriter.ExplicitLittleEndian), ".dcm"),
        ["second frame"] = image =>
            (image with { Frames = 2, Samples = [.. new int[image.Samples.Length], .. image.Samples] }).Write()
                .File(DicomWriter.ExplicitLittleEndian),
    };

    [SkippableTheory]
    [MemberData(nameof(Forms))]
    public void TheVerdictIsThatOfTheJpeg(string name, string form)
    {
        var path = Path.Combine(Repository.Root, "samples", "images", name);
        var expected = _classifier.Classify(path);
        var source = ImageSource.FromBytes(Files[form](Read(path)), form) with { Page = form == "second frame" ? 1 : null };
        var actual = _classifier.Classify(source);
        Assert.Equal(expected.Verdict, actual.Verdict);
        Assert.Equal(expected.Probability, actual.Probability, Tolerance);
    }

    [SkippableTheory]
    [InlineData("xray-sharp.jpg", "JPEG")]
    [InlineData("xray-moved.jpg", "JPEG")]
    [InlineData("xray-sharp.jpg", "near-lossless")]
    [InlineData("xray-moved.jpg", "near-lossless")]
    [InlineData("xray-sharp.jpg", "percentiles")]
    [InlineData("xray-moved.jpg", "percentiles")]
    public void WhatChangesThePictureALittleDoesNotTurnTheVerdict(string name, string form)
    {
        var path = Path.Combine(Repository.Root, "samples", "images", name);
        var image = Read(path);
        var file = form switch
        {
            "JPEG" => (image with { SamplesPerPixel = 3, Photometric = "YBR_FULL_422" }).Encapsulate(File.ReadAllBytes(path))
                .File(DicomWriter.JpegBaseline),
            "near-lossless" => Tools.Dcmtk("dcmcjpls", "+en +md 2", image.Write().File(DicomWriter.ExplicitLittleEndian), ".dcm"),
            _ => Deeper(image, 12, 300, 3).Write().File(DicomWriter.ExplicitLittleEndian),
        };
        var (expected, actual) = (_classifier.Classify(path), _classifier.Classify(file));
        Assert.Equal(expected.Verdict, actual.Verdict);
        if (form == "JPEG") Assert.Equal(expected.Probability, actual.Probability, Tolerance);
    }

    [SkippableTheory]
    [InlineData("xray-sharp.jpg", "img2dcm")]
    [InlineData("xray-moved.jpg", "img2dcm")]
    [InlineData("xray-sharp.jpg", "pydicom")]
    [InlineData("xray-moved.jpg", "pydicom")]
    [InlineData("xray-sharp.jpg", "pydicom, then RLE")]
    [InlineData("xray-moved.jpg", "pydicom, then RLE")]
    public void FilesThatOtherProgramsWroteGetTheVerdictOfTheJpeg(string name, string program)
    {
        var path = Path.Combine(Repository.Root, "samples", "images", name);
        var image = Deeper(Read(path), 12, 0);
        var file = program == "img2dcm" ? Tools.Dcmtk("img2dcm", "", File.ReadAllBytes(path), ".dcm")
            : Tools.WrittenByPydicom(image.Width, image.Height, image.BitsStored, image.Samples);
        if (program.EndsWith("RLE")) file = Tools.Dcmtk("dcmcrle", "", file, ".dcm");
        var (expected, actual) = (_classifier.Classify(path), _classifier.Classify(file));
        Assert.Equal(expected.Verdict, actual.Verdict);
        Assert.Equal(expected.Probability, actual.Probability, Tolerance);
    }

    private static TestImage Read(string path)
    {
        using var bitmap = SKBitmap.Decode(path);
        var (width, height) = (bitmap.Width, bitmap.Height);
        return new TestImage(width, height,
            [.. Enumerable.Range(0, width * height).Select(i => (int)bitmap.GetPixel(i % width, i / width).Green)]);
    }

    /// <summary>The same picture with more bits: over all of them, or by a factor from a first value on.</summary>
    private static TestImage Deeper(TestImage image, int bits, int first, double? factor = null)
    {
        var scale = factor ?? ((1 << bits) - 1) / 255.0;
        return image with { BitsAllocated = 16, BitsStored = bits, Samples =
            [.. image.Samples.Select(sample => first + (int)Math.Round(sample * scale))] };
    }

    private static DicomWriter Windowed(TestImage image) => image.Write().Text(0x0028_1052, "DS", "-2000").Text(0x0028_1053, "DS", "1")
        .Text(0x0028_1050, "DS", "2040.5").Text(0x0028_1051, "DS", "4081");

    private static TestImage Colour(TestImage image) =>
        image with { SamplesPerPixel = 3, Photometric = "RGB", Samples =
            [.. image.Samples.SelectMany(sample => new[] { sample, sample, sample })] };

    private static DicomWriter Palette(TestImage image)
    {
        var writer = (image with { Photometric = "PALETTE COLOR" }).Write();
        for (var i = 0U; i < 3; i++)
            writer.UInt16(0x0028_1101 + i, 256, 0, 16)
                .Words(0x0028_1201 + i, "OW", [.. Enumerable.Range(0, 256).Select(entry => entry * 257)]);
        return writer;
    }

    private static byte[] Packed(TestImage image, Func<TestImage, byte[]> pack, string syntax) =>
        image.Encapsulate(pack(image)).File(syntax);

    public sealed class Classifier : IDisposable
    {
        public BlurClassifier Value { get; } = BlurClassifier.CreateDefault(new BlurClassifierOptions { Map = false }.AddDicom());

        public void Dispose() => Value.Dispose();
    }
}
