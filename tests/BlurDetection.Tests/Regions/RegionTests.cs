using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Regions;

public sealed class RegionTests
{
    private const int Width = 640, Height = 480;
    private static readonly ImageRegion LeftHalf = ImageRegion.Shares(0, 0, 0.5, 1);
    private static readonly ImageRegion RightHalf = ImageRegion.Shares(0.5, 0, 0.5, 1);

    private static BlurClassifier Load(BlurClassifierOptions? options = null, byte[]? model = null) =>
        BlurClassifier.Load(new MemoryStream(model ?? TestModels.Plain()), options);

    /// <summary>Sharp on the left, blurred on the right.</summary>
    private static byte[] HalfSharp()
    {
        using var sharp = SKBitmap.Decode(Images.Sharp(Width, Height, format: SKEncodedImageFormat.Png));
        using var blurred = SKBitmap.Decode(Images.Blurred(Width, Height, sigma: 9, format: SKEncodedImageFormat.Png));
        using var canvas = new SKCanvas(sharp);
        var right = new SKRect(Width / 2, 0, Width, Height);
        canvas.DrawBitmap(blurred, right, right);
        return sharp.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    /// <summary>All blurred, with a sharp time stamp printed over it.</summary>
    private static byte[] Stamped()
    {
        using var picture = SKBitmap.Decode(Images.Blurred(Width, Height, sigma: 9, format: SKEncodedImageFormat.Png));
        using var canvas = new SKCanvas(picture);
        using var paint = new SKPaint { Color = SKColors.White };
        for (var x = 0; x < 200; x += 4) canvas.DrawRect(20 + x, 20, 2, 60, paint);
        return picture.Encode(SKEncodedImageFormat.Png, 100).ToArray();
    }

    [Fact]
    public void RegionOfASourceDecidesWhatIsClassified()
    {
        using var classifier = Load();
        var picture = ImageSource.FromBytes(HalfSharp());
        Assert.Equal(BlurVerdict.Focus, classifier.Classify(picture with { Region = LeftHalf }).Verdict);
        Assert.Equal(BlurVerdict.Blurred, classifier.Classify(picture with { Region = RightHalf }).Verdict);
    }

    [Fact]
    public void RegionInTheOptionsHoldsForEveryInputAndASourceMayDiffer()
    {
        using var classifier = Load(new BlurClassifierOptions { Region = RightHalf });
        var picture = HalfSharp();
        var prediction = classifier.Classify(picture);
        Assert.True(prediction.IsBlurry);
        Assert.Equal((Width, Height), (prediction.Width, prediction.Height));
        Assert.Equal((40, 60), (prediction.Map!.Width, prediction.Map.Height));
        Assert.True(classifier.IsBlurry(new MemoryStream(picture)));
        Assert.False(classifier.IsBlurry(ImageSource.FromBytes(picture) with { Region = LeftHalf }));
    }

    [Fact]
    public void RegionInPixelsMeansPixelsOfTheOriginal()
    {
        using var classifier = Load(new BlurClassifierOptions { LongSide = 320 });
        var picture = ImageSource.FromBytes(HalfSharp());
        var inPixels = classifier.Classify(picture with { Region = ImageRegion.Pixels(320, 0, 5000, 480) });
        Assert.Equal(classifier.Classify(picture with { Region = RightHalf }).Probability, inPixels.Probability);
        Assert.Throws<ArgumentException>(() => classifier.Classify(picture with { Region = ImageRegion.Pixels(640, 0, 10, 10) }));
    }

    [Fact]
    public void RegionIsSqueezedForAModelOfAFixedSize()
    {
        using var classifier = Load(model: TestModels.Rgb(128));
        var picture = ImageSource.FromBytes(HalfSharp());
        Assert.True(classifier.Classify(picture with { Region = RightHalf }).Probability
            > classifier.Classify(picture with { Region = LeftHalf }).Probability + 0.3);
    }

    [Fact]
    public void MaskedTimeStampNoLongerMakesABlurredPictureSharp()
    {
        var picture = Stamped();
        var stamp = ImageRegion.Pixels(15, 15, 210, 70);
        using var classifier = Load(new BlurClassifierOptions { Threshold = 0.7 });
        Assert.False(classifier.Classify(picture).IsBlurry);
        var masked = classifier.Classify(ImageSource.FromBytes(picture) with { Masks = [stamp] });
        Assert.True(masked.IsBlurry);
        Assert.Equal(0, masked.Map!.Certainty.Span[3 * masked.Map.Width + 6]);
        Assert.True(masked.Map.Certainty.Span[20 * masked.Map.Width + 20] > 0);
    }

    [Fact]
    public void FilledMaskContinuesAGradientWithoutAnEdge()
    {
        var pixels = new float[100 * 80];
        for (var i = 0; i < pixels.Length; i++) pixels[i] = i % 100;
        var image = new PlanarImage(1, 80, 100, (float[])pixels.Clone());
        for (var y = 30; y < 50; y++) image.Pixels.Slice(y * 100 + 40, 20).Fill(255);
        MaskFill.Fill(image, [new PixelRectangle(40, 30, 60, 50)]);
        for (var i = 0; i < pixels.Length; i++) Assert.InRange(image.Pixels[i], pixels[i] - 8, pixels[i] + 8);
    }

    [Fact]
    public void PictureThatIsMaskedAllOverHoldsNoEvidence()
    {
        using var classifier = Load(new BlurClassifierOptions { Masks = [ImageRegion.Shares(0, 0, 1, 1)] });
        Assert.Equal(BlurVerdict.Indeterminate, classifier.Classify(HalfSharp()).Verdict);
    }

    [Fact]
    public void ImpossibleRegionsAreRefused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageRegion.Shares(0.5, 0, 0.6, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageRegion.Shares(-0.1, 0, 0.6, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageRegion.Shares(0, 0, 0, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageRegion.Shares(double.NaN, 0, 1, 1));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageRegion.Pixels(-1, 0, 5, 5));
        Assert.Throws<ArgumentOutOfRangeException>(() => ImageRegion.Pixels(0, 0, 5, 0));
        _ = ImageRegion.Shares(0.7, 0, 0.3, 1);
    }

    [Fact]
    public void RegionThatNoFactoryMakesIsRefusedWhereItIsSet()
    {
        var picture = ImageSource.FromBytes(HalfSharp());
        Assert.Throws<ArgumentException>(() => picture with { Region = LeftHalf with { Left = -1 } });
        Assert.Throws<ArgumentException>(() => picture with { Masks = [RightHalf, default] });
        Assert.Throws<ArgumentException>(() => Load(new BlurClassifierOptions { Region = default(ImageRegion) }));
        Assert.Throws<ArgumentException>(() => Load(new BlurClassifierOptions { Masks = [RightHalf with { Width = 0.6 }] }));
    }
}
