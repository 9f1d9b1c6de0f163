using BlurDetection.DependencyInjection;
using BlurDetection.Dicom.Tests.Support;
using BlurDetection.Imaging;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;

namespace BlurDetection.Dicom.Tests;

public sealed class AddDicomTests
{
    private static readonly byte[] File = TestImage.Ramp(64, 64, 12).Write().File(DicomWriter.ExplicitLittleEndian);

    [Fact]
    public void WithoutTheDecoderTheErrorNamesThePackage()
    {
        using var classifier = BlurClassifier.CreateDefault();
        var error = Assert.Throws<UnsupportedImageException>(() => classifier.Classify(File));
        Assert.Contains("BlurDetection.Dicom", error.Message);
        Assert.Contains("AddDicom", error.Message);
    }

    [Fact]
    public void AddedToOptionsItDecodes()
    {
        using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions().AddDicom());
        Assert.Equal(64, classifier.Classify(File).Width);
    }

    [Fact]
    public void AddedToServicesItDecodesForTheNamedClassifierAlone()
    {
        var services = new ServiceCollection();
        services.AddBlurDetection("films").AddDicom(onlyUltrasoundRegions: true);
        services.AddBlurDetection("photos");
        using var provider = services.BuildServiceProvider();
        Assert.Equal(64, provider.GetRequiredKeyedService<IBlurClassifier>("films").Classify(File).Width);
        Assert.Empty(provider.GetRequiredService<IOptionsMonitor<BlurDetectionOptions>>().Get("photos").Decoding.Decoders);
    }

    [Fact]
    public void TheErrorForATransferSyntaxKeepsItsTypeAndNamesTheFile()
    {
        using var classifier = BlurClassifier.CreateDefault(new BlurClassifierOptions().AddDicom());
        var file = TestImage.Ramp(8, 8, 8).Encapsulate([0, 0]).File(DicomWriter.Mpeg2);
        var error = Assert.Throws<UnsupportedTransferSyntaxException>(() => classifier.Classify(ImageSource.FromBytes(file, "a.dcm")));
        Assert.Equal(("MPEG2 Main Profile / Main Level", DicomWriter.Mpeg2), (error.TransferSyntaxName, error.TransferSyntaxUid));
        Assert.StartsWith("a.dcm: ", error.Message);
    }

    [Fact]
    public void Jpeg2000OfEightBitsIsLeftToAnotherDecoder()
    {
        var image = TestImage.Ramp(8, 8, 8) with { Photometric = "MONOCHROME1" };
        var file = image.Encapsulate([0xFF, 0x4F, 0xFF, 0x51]).File(DicomWriter.Jpeg2000);
        var (luma, info) = Decoded.Luma(file, options => options.Decoders.Add(new FakeJpeg2000()));
        Assert.All(luma, value => Assert.Equal(255 - 100, value));
        Assert.Equal(ImageFormat.Dicom, info.Format);
    }

    [Fact]
    public void Jpeg2000OfMoreBitsIsRefusedRatherThanCutTo8()
    {
        var file = TestImage.Ramp(8, 8, 12).Encapsulate([0xFF, 0x4F, 0xFF, 0x51]).File(DicomWriter.Jpeg2000);
        var error = Assert.Throws<UnsupportedTransferSyntaxException>(() => Decoded.Luma(file,
            options => options.Decoders.Add(new FakeJpeg2000())));
        Assert.Contains("12", error.Message);
    }

    private sealed class FakeJpeg2000 : IImageDecoder
    {
        public string Name => "fake";

        public bool CanDecode(ReadOnlySpan<byte> encoded) => encoded is [0xFF, 0x4F, ..];

        public DecodedImage Decode(ReadOnlySpan<byte> encoded, DecodingRequest request)
        {
            using var builder = new DecodedImageBuilder(8, 8, 1, request.Preprocessing);
            for (var y = 0; y < 8; y++) builder.AddRow([100, 100, 100, 100, 100, 100, 100, 100]);
            return builder.Build(new ImageInfo { Format = ImageFormat.Jpeg2000 });
        }
    }
}
