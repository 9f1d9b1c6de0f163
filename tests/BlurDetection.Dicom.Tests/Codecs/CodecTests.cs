using BlurDetection.Dicom.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Dicom.Tests.Codecs;

/// <summary>Compressed frames that the tests write themselves.</summary>
public sealed class CodecTests
{
    private static readonly Random Random = new(7);

    public static TheoryData<int, int> LosslessForms()
    {
        var forms = new TheoryData<int, int>();
        foreach (var bits in new[] { 8, 12, 16 })
            for (var predictor = 1; predictor <= 7; predictor++) forms.Add(bits, predictor);
        return forms;
    }

    [Theory]
    [MemberData(nameof(LosslessForms))]
    public void LosslessJpegGivesEverySampleBack(int bits, int predictor)
    {
        var image = Noisy(bits, samplesPerPixel: 1);
        AssertSame(image, image.Encapsulate(new LosslessJpegWriter(predictor).Write(image)).File(DicomWriter.JpegLossless));
    }

    [Fact]
    public void LosslessJpegOfSignedSamplesKeepsTheirSign()
    {
        var image = TestImage.Ramp(32, 32, 12, -2048);
        AssertSame(image, image.Encapsulate(new LosslessJpegWriter(1).Write(image)).File(DicomWriter.JpegLosslessSv1));
    }

    [Fact]
    public void LosslessJpegStartsAgainAtRestartMarkers()
    {
        var image = Noisy(12, samplesPerPixel: 1);
        AssertSame(image, image.Encapsulate(new LosslessJpegWriter(1, restartRows: 3).Write(image)).File(DicomWriter.JpegLosslessSv1));
    }

    [Fact]
    public void LosslessJpegOfColoursGivesEverySampleBack()
    {
        var image = Noisy(8, samplesPerPixel: 3);
        AssertSame(image, image.Encapsulate(new LosslessJpegWriter(6).Write(image)).File(DicomWriter.JpegLossless));
    }

    [Theory]
    [InlineData(8, 1)]
    [InlineData(16, 1)]
    [InlineData(8, 3)]
    [InlineData(16, 3)]
    public void RleGivesEverySampleBack(int bits, int samplesPerPixel)
    {
        var image = Noisy(bits, samplesPerPixel);
        AssertSame(image, image.Encapsulate(RleWriter.Pack(image)).File(DicomWriter.Rle));
    }

    // The example of ISO/IEC 14495-1, annex H.3.
    [Fact]
    public void TheExampleOfTheJpegLsStandardIsDecoded()
    {
        var stream = Convert.FromHexString(
            "FFD8FFF7000B080004000401011100FFDA00080101000000" + "00C000006C80208E01C00000574000006EE6000001BC18000005D800009160FFD9");
        var image = new TestImage(4, 4, [0, 0, 90, 74, 68, 50, 43, 205, 64, 145, 145, 145, 100, 145, 145, 145]);
        AssertSame(image, image.Encapsulate(stream).File(DicomWriter.JpegLs));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void BaselineJpegIsDecodedAsSkiaDoes(int samplesPerPixel)
    {
        var smooth = new TestImage(48, 32,
            [.. Enumerable.Range(0, 48 * 32 * samplesPerPixel).Select(i => 40 + i / samplesPerPixel % 48 * 4)])
        {
            SamplesPerPixel = samplesPerPixel, Photometric = samplesPerPixel == 3 ? "YBR_FULL_422" : "MONOCHROME2",
        };
        using var bitmap = new SKBitmap(new SKImageInfo(48, 32, samplesPerPixel == 1 ? SKColorType.Gray8 : SKColorType.Rgba8888,
            SKAlphaType.Opaque));
        for (var i = 0; i < 48 * 32; i++)
            bitmap.SetPixel(i % 48, i / 48,
                new SKColor((byte)smooth.Samples[i * samplesPerPixel], (byte)smooth.Samples[i * samplesPerPixel],
                    (byte)smooth.Samples[i * samplesPerPixel]));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        var luma = Decoded.Luma(smooth.Encapsulate(data.ToArray()).File(DicomWriter.JpegBaseline)).Luma;
        using var reference = SKBitmap.Decode(data);
        // two inverse transforms round apart
        for (var i = 0; i < luma.Length; i++) Assert.Equal(reference.GetPixel(i % 48, i / 48).Green, luma[i], 1.5);
    }

    [Theory]
    [InlineData(DicomWriter.JpegLossless)]
    [InlineData(DicomWriter.Rle)]
    public void AFrameThatEndsTooSoonIsAnError(string syntax)
    {
        var image = Noisy(8, samplesPerPixel: 1);
        var frame = syntax == DicomWriter.Rle ? RleWriter.Pack(image) : new LosslessJpegWriter(1).Write(image);
        var error = Decoded.Error(image.Encapsulate(frame[..(frame.Length / 2)]).File(syntax));
        Assert.Contains("cut short", error.Message);
    }

    [Fact]
    public void BaselineJpegThatEndsTooSoonIsAnErrorUnlessItsEndMarkerAloneIsMissing()
    {
        var image = Noisy(8, samplesPerPixel: 1) with { Width = 32, Height = 32 };
        using var bitmap = new SKBitmap(new SKImageInfo(32, 32, SKColorType.Gray8, SKAlphaType.Opaque));
        for (var i = 0; i < 32 * 32; i++)
            bitmap.SetPixel(i % 32, i / 32, new SKColor((byte)image.Samples[i], (byte)image.Samples[i], (byte)image.Samples[i]));
        using var data = bitmap.Encode(SKEncodedImageFormat.Jpeg, 95);
        var jpeg = data.ToArray();
        Decoded.Luma(image.Encapsulate(jpeg[..^2]).File(DicomWriter.JpegBaseline));
        Decoded.Error(image.Encapsulate(jpeg[..(jpeg.Length * 3 / 4)]).File(DicomWriter.JpegBaseline));
        Decoded.Error(image.Encapsulate([.. jpeg[..(jpeg.Length * 3 / 4)], 0xFF, 0xD9]).File(DicomWriter.JpegBaseline));
    }

    private static TestImage Noisy(int bits, int samplesPerPixel)
    {
        var samples = new int[32 * 32 * samplesPerPixel];
        lock (Random)
            // runs, jumps, noise
            for (var i = 0; i < samples.Length; i++) samples[i] = i % 97 < 30 ? 5 : i % 5 == 0 ? (1 << bits) - 1 : Random.Next(1 << bits);
        return new TestImage(32, 32, samples)
        {
            SamplesPerPixel = samplesPerPixel, Photometric = samplesPerPixel == 3 ? "RGB" : "MONOCHROME2", BitsStored = bits,
            BitsAllocated = bits > 8 ? 16 : 8,
        };
    }

    private static void AssertSame(TestImage image, byte[] file)
    {
        var white = (1 << image.BitsStored) - 1;
        var first = image.Signed ? -(1 << (image.BitsStored - 1)) : 0;
        if (image.SamplesPerPixel == 1)
        {
            var luma = Decoded.Luma(file, options => options.Range.Mode = Imaging.SampleRangeMode.Full).Luma;
            for (var i = 0; i < luma.Length; i++) Assert.Equal((image.Samples[i] - first) * 255.0 / white, luma[i], 0.001);
            return;
        }
        var colours = Decoded.Colours(file);
        for (var i = 0; i < image.Samples.Length; i++) Assert.Equal(image.Samples[i] * 255.0 / white, colours[i / 3][i % 3], 0.001);
    }
}
