using BlurDetection.DependencyInjection;
using BlurDetection.Imaging;
using BlurDetection.Pipeline;
using BlurDetection.Tests.Support;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Microsoft.ML;

namespace BlurDetection.Tests.Imaging;

public sealed class AddedDecoderTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ADecoderIsFoundByContentWhateverTheFileIsCalled()
    {
        var path = _folder.Add("photo.jpg", RampDecoder.File());
        var options = new ImageDecoderOptions { Decoders = [new RampDecoder()] };
        using var image = ImageDecoder.DecodeFile(path, Preprocessing.Default, options);
        Assert.Equal((RampDecoder.Width, RampDecoder.Height), (image.OriginalWidth, image.OriginalHeight));
        Assert.Equal(("ramp", 3), (image.Info.Decoder, image.Info.PageCount));
        Assert.Equal(new SampleRange(0, 4095, SampleRangeOrigin.Metadata), image.Info.Range);
        Assert.Equal(255f, image.Pixels.Pixels[RampDecoder.Width - 1], 0.01f);
    }

    [Fact]
    public void TheFirstDecoderThatTakesAFileDecodesItAndComesBeforeTheBuiltInOnes()
    {
        var options = new ImageDecoderOptions
        {
            Decoders = [new RampDecoder { Name = "first", TakesPng = true }, new RampDecoder { TakesPng = true }],
        };
        using var image = ImageDecoder.Decode(RenderedImages.Png(8, 8), Preprocessing.Default, options);
        Assert.Equal("first", image.Info.Decoder);
        using var jpeg = ImageDecoder.Decode(RenderedImages.Jpeg(16, 16), Preprocessing.Default, options);
        Assert.Equal((ImageFormat.Jpeg, null), (jpeg.Info.Format, jpeg.Info.Decoder));
    }

    [Fact]
    public void LimitsAndPagesOfTheOptionsHoldForAddedDecoders()
    {
        ImageDecoderOptions With(Action<ImageDecoderOptions> set)
        {
            var options = new ImageDecoderOptions { Decoders = [new RampDecoder()] };
            set(options);
            return options;
        }

        Assert.Contains("MaxPixels", Assert.Throws<ImageTooLargeException>(() => Decode(With(o => o.MaxPixels = 100))).Message);
        Assert.Contains("MaxSide", Assert.Throws<ImageTooLargeException>(() => Decode(With(o => o.MaxSide = 60))).Message);
        Assert.Contains("MaxEncodedBytes", Assert.Throws<ImageTooLargeException>(() => Decode(With(o => o.MaxEncodedBytes = 3))).Message);
        using (var second = Decode(With(o => o.Page = 1))) Assert.Equal(1, second.Info.Page);
        Assert.Contains("3 pages", Assert.Throws<UnsupportedImageException>(() => Decode(With(o => o.Page = 3))).Message);
        var waits = new ImageDecoderOptions
        {
            Decoders = [new RampDecoder { WaitsForCancellation = true }],
            TimeLimit = TimeSpan.FromMilliseconds(1),
        };
        Assert.Contains("TimeLimit", Assert.Throws<ImageDecodingTimeoutException>(() => Decode(waits)).Message);
        waits.TimeLimit = null;
        using var cancelled = new CancellationTokenSource();
        cancelled.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() =>
            ImageDecoder.Decode(RampDecoder.File(), Preprocessing.Default, waits, cancelled.Token));
    }

    [Fact]
    public void ASourceNamesItsPageAndThePredictionSaysWhichItWas()
    {
        using var classifier = BlurClassifier.CreateDefault(new() { Decoding = { Decoders = { new RampDecoder() } } });
        var prediction = classifier.Classify(ImageSource.FromBytes(RampDecoder.File()) with { Page = 2 });
        Assert.Equal((2, 3), (prediction.Image.Page, prediction.Image.PageCount));
        Assert.Equal(0, classifier.Classify(RampDecoder.File()).Image.Page);
    }

    [Fact]
    public void BuiltInFormatsHaveOnePage() =>
        Assert.Contains("no page 1", Assert.Throws<UnsupportedImageException>(
            () => ImageDecoder.Decode(RenderedImages.Png(8, 8), Preprocessing.Default, new() { Page = 1 })).Message);

    [Theory]
    [InlineData("II*\0\b\0\0\0\0\0", "TIFF", "BlurDetection.Vips")]
    [InlineData("MM\0+\0\b\0\0", "TIFF", "BlurDetection.Vips")]
    [InlineData("\0\0\0\u001cftypavif\0\0\0\0", "AVIF", "BlurDetection.Vips")]
    [InlineData("\0\0\0\u0018ftypmif1\0\0\0\0heic", "HEIC", "BlurDetection.Magick")]
    [InlineData("\0\0\0\u0018ftypcrx \0\0\0\u0001", "camera raw", "BlurDetection.Magick")]
    [InlineData("FUJIFILMCCD-RAW 0201", "camera raw", "BlurDetection.Magick")]
    [InlineData("II*\0\u0010\0\0\0CR\u0002\0", "camera raw", "BlurDetection.Magick")]
    [InlineData("8BPS\0\u0001", "PSD", "BlurDetection.Magick")]
    [InlineData("SIMPLE  =                    T", "FITS", "BlurDetection.Magick")]
    public void AnErrorNamesTheFormatAndThePackageThatDecodesIt(string start, string format, string package)
    {
        var message = Assert.Throws<UnsupportedImageException>(() =>
            ImageDecoder.Decode(System.Text.Encoding.Latin1.GetBytes(start), Preprocessing.Default)).Message;
        Assert.Contains(format, message);
        Assert.Contains($"the package {package} decodes: add the package and call options.Add{package.Split('.')[1]}()", message);
    }

    [Fact]
    public void ADicomFileNamesItsPackage()
    {
        byte[] dicom = [.. new byte[128], .. "DICM"u8, 2, 0, 0, 0];
        Assert.Contains("BlurDetection.Dicom",
            Assert.Throws<UnsupportedImageException>(() => ImageDecoder.Decode(dicom, Preprocessing.Default)).Message);
    }

    [Fact]
    public void DecodersAreAddedToTheClassifierOfTheirNameAlone()
    {
        using var services = new ServiceCollection()
            .AddBlurDetection("scanner").AddDecoder(new RampDecoder())
            .AddBlurDetection()
            .AddLogging()
            .BuildServiceProvider();
        var options = services.GetRequiredService<IOptionsMonitor<BlurDetectionOptions>>();
        Assert.Single(options.Get("scanner").Decoding.Decoders);
        Assert.Empty(options.CurrentValue.Decoding.Decoders);
        var scanner = services.GetRequiredKeyedService<IBlurClassifier>("scanner");
        Assert.Equal("ramp", scanner.Classify(RampDecoder.File()).Image.Decoder);
    }

    [Fact]
    public void APipelineWhichIsSavedAsTextRefusesAddedDecoders()
    {
        var options = new DetectBlurOptions { Classifier = { Decoding = { Decoders = { new RampDecoder() } } } };
        Assert.Contains("decoders",
            Assert.Throws<ArgumentException>(() => new MLContext().Transforms.DetectBlur(options: options)).Message);
    }

    private static DecodedImage Decode(ImageDecoderOptions options) =>
        ImageDecoder.Decode(RampDecoder.File(), Preprocessing.Default, options);
}
