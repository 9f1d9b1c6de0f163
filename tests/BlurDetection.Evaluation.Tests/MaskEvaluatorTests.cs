using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Evaluation.Tests;

public sealed class MaskEvaluatorTests : IDisposable
{
    private const int Width = 256, Height = 192;
    private readonly TemporaryFolder _folder = new();

    public MaskEvaluatorTests()
    {
        // the left half blurred, and a mask that says so
        foreach (string name in new[] { "motion01", "motion02", "defocus_01" })
        {
            using SKBitmap sharp = RenderedImages.Scene(Width, Height, name.GetHashCode(StringComparison.Ordinal) & 7 | 1);
            using SKBitmap soft = RenderedImages.Blurred(sharp.Copy(), 4);
            using (var canvas = new SKCanvas(sharp))
                canvas.DrawBitmap(soft, new SKRect(0, 0, Width / 2, Height), new SKRect(0, 0, Width / 2, Height));
            _folder.Write($"images/{name}.jpg", RenderedImages.Encode(sharp, SKEncodedImageFormat.Jpeg));
            using SKBitmap mask = RenderedImages.Flat(Width, Height, SKColors.Black);
            using (var canvas = new SKCanvas(mask)) canvas.DrawRect(0, 0, Width / 2, Height, new SKPaint { Color = SKColors.White });
            _folder.Write($"masks/{name}.png", RenderedImages.Encode(mask, SKEncodedImageFormat.Png));
        }
        _folder.Write("images/without.jpg", RenderedImages.Jpeg(Width, Height));
    }

    private string Images => Path.Combine(_folder.Path, "images");

    private string Masks => Path.Combine(_folder.Path, "masks");

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void ARightMapIsRightAndAFlatMapKnowsNothing()
    {
        using StubClassifier right = StubClassifier.ByLaplacian(100, _ => new BlurMap(2, 1, new float[] { 0.9f, 0.1f }, new float[2]));
        using StubClassifier flat = StubClassifier.ByLaplacian(100, _ => new BlurMap(1, 1, new float[] { 0.6f }, new float[1]));
        MapFigures all = MaskEvaluator.Evaluate(right, Images, Masks)[0];
        Assert.Equal(("all", 3, 3L * Width * Height), (all.Kind, all.Images, all.Pixels));
        Assert.True(all.PixelAuc > 0.999, $"{all}");
        Assert.True(all.FMeasure > 0.98, $"{all}");
        Assert.True(all.LaplacianPixelAuc > 0.9, $"{all}");
        Assert.Equal(0.5, MaskEvaluator.Evaluate(flat, Images, Masks)[0].PixelAuc, 6);
    }

    [Fact]
    public void APictureByItselfMayBeOrderedWhereThePoolIsNot()
    {
        int asked = 0;
        using StubClassifier uneven = StubClassifier.ByLaplacian(100, _ => new BlurMap(2, 1,
            Interlocked.Increment(ref asked) == 1 ? new float[] { 0.4f, 0.3f } : new float[] { 0.9f, 0.6f }, new float[2]));
        MapFigures all = MaskEvaluator.Evaluate(uneven, Images, Masks)[0];
        Assert.True(all.MeanImageAuc > 0.999, $"{all}");
        Assert.InRange(all.PixelAuc, 0.7, 0.8); // of nine pairs of halves, two are the wrong way round
    }

    [Fact]
    public void PicturesOfOneKindAllOverHaveNoAreaOfTheirOwn()
    {
        foreach (string mask in Directory.GetFiles(Masks)) Mask(Path.GetFileNameWithoutExtension(mask), SKColors.White);
        using StubClassifier right = StubClassifier.ByLaplacian(100, _ => new BlurMap(1, 1, new float[] { 0.9f }, new float[1]));
        Assert.Equal(double.NaN, MaskEvaluator.Evaluate(right, Images, Masks)[0].MeanImageAuc);
    }

    [Fact]
    public void FiguresOfAConstantMapFollowFromTheMasks()
    {
        Mask("motion02", SKColors.Black);
        using StubClassifier flat = StubClassifier.ByLaplacian(100, _ => new BlurMap(1, 1, new float[] { 0.75f }, new float[1]));
        MapFigures all = MaskEvaluator.Evaluate(flat, Images, Masks)[0];
        // a third of all pixels is blurred, and every pixel is called so
        Assert.Equal((0.25 + 2 * 0.75) / 3, all.MeanAbsoluteError, 6);
        Assert.Equal(1 / 3d, all.BlurredIoU, 6);
        Assert.Equal(0, all.SharpIoU);
        Assert.Equal(1.3 / 3 / (0.3 / 3 + 1), all.FMeasure, 6);
        Assert.Equal((1, 1), (all.SharpImages, all.BlurredShareOfSharpImages));
    }

    [Fact]
    public void AreaCalledBlurredIsThatOfPicturesWhichAreSharpAllOver()
    {
        Mask("motion01", SKColors.Black);
        Mask("motion02", SKColors.Black);
        using StubClassifier quarter = StubClassifier.ByLaplacian(100, _ => new BlurMap(4, 1, new float[] { 1, 0, 0, 0 }, new float[4]));
        IReadOnlyList<MapFigures> figures = MaskEvaluator.Evaluate(quarter, Images, Masks);
        Assert.Equal([2, 0, 2], figures.Select(f => f.SharpImages));
        Assert.Equal(0.25, figures[2].BlurredShareOfSharpImages, 6);
        Assert.Equal(double.NaN, figures[1].BlurredShareOfSharpImages);
    }

    [Fact]
    public void KindsComeFromTheNames()
    {
        using StubClassifier right = StubClassifier.ByLaplacian(100, _ => new BlurMap(2, 1, new float[] { 0.9f, 0.1f }, new float[2]));
        Assert.Equal([("all", 3), ("defocus", 1), ("motion", 2)],
            MaskEvaluator.Evaluate(right, Images, Masks).Select(f => (f.Kind, f.Images)));
    }

    [Fact]
    public void AModelWithoutAMapIsAnError()
    {
        using StubClassifier none = StubClassifier.ByLaplacian(100);
        Assert.Contains("no map", Assert.Throws<TrainingDataException>(() => MaskEvaluator.Evaluate(none, Images, Masks)).Message);
    }

    [Theory]
    [InlineData("images/motion01.jpg")]
    [InlineData("masks/motion01.png")]
    public void APictureOrAMaskThatCannotBeReadIsNamed(string file)
    {
        string broken = _folder.Write(file, "no image");
        using StubClassifier right = StubClassifier.ByLaplacian(100, _ => new BlurMap(1, 1, new float[] { 0.6f }, new float[1]));
        Assert.Contains(broken, Assert.Throws<TrainingDataException>(() => MaskEvaluator.Evaluate(right, Images, Masks)).Message);
    }

    [Fact]
    public void AModelThatFailsOnAPictureSaysSoItself()
    {
        using var failing = new StubClassifier(_ => throw new InvalidModelException("The model failed."));
        Assert.Throws<InvalidModelException>(() => MaskEvaluator.Evaluate(failing, Images, Masks));
    }

    [Fact]
    public void NoMaskAtAllIsAnError()
    {
        using StubClassifier none = StubClassifier.ByLaplacian(100);
        Assert.Throws<TrainingDataException>(() => MaskEvaluator.Evaluate(none, Images, Images));
    }

    private void Mask(string name, SKColor everywhere)
    {
        using SKBitmap mask = RenderedImages.Flat(Width, Height, everywhere);
        _folder.Write($"masks/{name}.png", RenderedImages.Encode(mask, SKEncodedImageFormat.Png));
    }
}
