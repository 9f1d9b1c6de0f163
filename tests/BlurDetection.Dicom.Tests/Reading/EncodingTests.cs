using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Tests.Reading;

/// <summary>The ways to encode a data set, and files that leave out or get wrong what they may.</summary>
public sealed class EncodingTests
{
    private static readonly TestImage Image = TestImage.Ramp(16, 16, 8);

    [Theory]
    [InlineData(DicomWriter.ImplicitLittleEndian)]
    [InlineData(DicomWriter.ExplicitLittleEndian)]
    [InlineData(DicomWriter.DeflatedLittleEndian)]
    [InlineData(DicomWriter.ExplicitBigEndian)]
    public void EveryEncodingOfADataSetGivesTheSamePixels(string syntax)
    {
        var (luma, info) = Decoded.Luma(Image.Write().File(syntax));
        Assert.Equal(Image.Samples.Select(sample => (float)sample), luma);
        Assert.Equal(ImageFormat.Dicom, info.Format);
        Assert.Equal("BlurDetection.Dicom", info.Decoder);
    }

    [Theory]
    [InlineData(DicomWriter.ImplicitLittleEndian)]
    [InlineData(DicomWriter.ExplicitLittleEndian)]
    [InlineData(DicomWriter.ExplicitBigEndian)]
    public void SamplesOfTwoBytesAreReadInTheOrderOfTheFile(string syntax)
    {
        var image = TestImage.Ramp(16, 16, 16);
        var (luma, _) = Decoded.Luma(image.Write().File(syntax));
        AssertRamp(image, luma);
    }

    [Theory]
    [InlineData(true, false)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    public void AFileWithoutPreambleAndMetaInformationIsRecognised(bool explicitVr, bool bigEndian)
    {
        var file = Image.Write().DataSet(explicitVr, bigEndian);
        var (luma, _) = Decoded.Luma(file);
        Assert.Equal(Image.Samples.Select(sample => (float)sample), luma);
    }

    [Fact]
    public void AFileThatBeginsWithThePrefixIsRecognised()
    {
        var (luma, _) = Decoded.Luma(Image.Write().File(DicomWriter.ExplicitLittleEndian)[128..]);
        Assert.Equal(Image.Samples.Select(sample => (float)sample), luma);
    }

    [Fact]
    public void AWrongTransferSyntaxIsOverruledByTheFirstElement()
    {
        var said = new DicomWriter().Bytes(0x0002_0001, "OB", [0, 1]).Text(0x0002_0010, "UI", DicomWriter.ExplicitLittleEndian + "\0")
            .DataSet(true, false);
        byte[] file = [.. new byte[128], .. "DICM"u8, .. said, .. Image.Write().DataSet(explicitVr: false, bigEndian: false)];
        Assert.Equal(Image.Samples.Select(sample => (float)sample), Decoded.Luma(file).Luma);
    }

    [Theory]
    [InlineData(DicomWriter.ImplicitLittleEndian, true)]
    [InlineData(DicomWriter.ImplicitLittleEndian, false)]
    [InlineData(DicomWriter.ExplicitLittleEndian, true)]
    [InlineData(DicomWriter.ExplicitLittleEndian, false)]
    [InlineData(DicomWriter.ExplicitBigEndian, true)]
    public void SequencesAndPrivateElementsAreSkipped(string syntax, bool undefinedLength)
    {
        var inner = new DicomWriter().Text(0x0040_A120, "DT", "20200101")
            .Sequence(0x0040_A730, undefinedLength, new DicomWriter().UInt16(0x0028_0010, 1));
        var icon = TestImage.Ramp(2, 2, 8).Describe().Fragments([], [1, 2, 3, 4]); // an icon has pixel data of its own
        var file = Image.Write()
            .Text(0x0009_0010, "LO", "SOMEONE")
            .Bytes(0x0009_1001, "UN", [1, 2, 3, 4])
            .Sequence(0x0008_1140, undefinedLength, inner, new DicomWriter(), inner);
        // compressed data is little endian
        if (syntax != DicomWriter.ExplicitBigEndian) file.Sequence(0x0018_9999, undefinedLength: true, icon);
        Assert.Equal(Image.Samples.Select(sample => (float)sample), Decoded.Luma(file.File(syntax)).Luma);
    }

    [Fact]
    public void EightBitsInBigEndianWordsAreSwappedBack()
    {
        var bytes = Image.Samples.Select(sample => (byte)sample).Chunk(2).SelectMany(pair => pair.Reverse()).ToArray();
        var file = Image.Describe().Bytes(0x7FE0_0010, "OW", bytes).File(DicomWriter.ExplicitBigEndian);
        Assert.Equal(Image.Samples.Select(sample => (float)sample), Decoded.Luma(file).Luma);
    }

    [Fact]
    public void OtherFilesAreLeftToOtherDecoders()
    {
        var decoder = Decoded.Options().Decoders[0];
        byte[][] others = [[], [8], [0xFF, 0xD8, 0xFF, 0xE0], [.. "BM"u8, .. new byte[200]], new byte[4096],
            [8, 0, 5, 0, .. "CS"u8, 0xFF, 0xFF, 1, 2, 3], [.. "II*\0"u8, 8, 0, 0, 0, .. new byte[200]]];
        Assert.All(others, other => Assert.False(decoder.CanDecode(other)));
    }

    private static void AssertRamp(TestImage image, float[] luma)
    {
        for (var i = 0; i < luma.Length; i++) Assert.Equal(image.Samples[i] / 65535.0 * 255, luma[i], 1e-3);
    }
}
