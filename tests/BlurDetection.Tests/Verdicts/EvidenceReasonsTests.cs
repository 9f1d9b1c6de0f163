using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Verdicts;
using SkiaSharp;

namespace BlurDetection.Tests.Verdicts;

public sealed class EvidenceReasonsTests
{
    private const int Width = 320, Height = 240;

    private static LumaPlane Image(Func<int, int, double> luma)
    {
        var pixels = new float[Width * Height];
        for (var y = 0; y < Height; y++)
            for (var x = 0; x < Width; x++) pixels[y * Width + x] = (float)Math.Clamp(Math.Round(luma(x, y)), 0, 255);
        return new LumaPlane(pixels, 1, Width, Height);
    }

    private static double Gaussian(Random random) =>
        Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());

    private static LumaPlane Noise(double mean, double sigma)
    {
        var random = new Random(5);
        return Image((_, _) => mean + sigma * Gaussian(random));
    }

    [Fact]
    public void DarkFrameWithSensorNoiseIsTooDark() =>
        Assert.Equal(IndeterminateReason.TooDark, EvidenceReasons.OfImageWithoutEvidence(Noise(6, 3)));

    [Fact]
    public void WhiteNoiseIsToldFromScenesHoweverGrainy()
    {
        var random = new Random(5);
        Assert.True(WhiteNoise.Is(Noise(128, 110)));
        Assert.True(WhiteNoise.Is(Image((_, _) => random.Next(256))));
        Assert.False(WhiteNoise.Is(Image((x, y) => 128 + 90 * Math.Sin(x / 3.0) * Math.Cos(y / 4.0) + 40 * Gaussian(random))));
        Assert.False(WhiteNoise.Is(Image((x, y) => (x + y) % 2 * 255)));
        Assert.False(WhiteNoise.Is(Noise(128, 5)));
    }

    [Fact]
    public void LightThatWasCutOffIsOverexposedAndWhitePaperIsNot()
    {
        var random = new Random(5);
        // What a sensor gives that saturates just below the middle of the light that falls on it.
        LumaPlane Cut(double light) => Image((x, _) => light + 12 * Math.Sin(x / 60.0) + 4 * Gaussian(random));
        Assert.Equal(IndeterminateReason.Overexposed, EvidenceReasons.OfImageWithoutEvidence(Cut(266)));
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfImageWithoutEvidence(Image((_, _) => 255)));
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfEvenImage(Image((_, _) => 255)));
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfImageWithoutEvidence(Noise(247, 1.5)));
    }

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    [InlineData(12)]
    public void APageWithFewWordsHasTooLittleDetailWhateverTheColourOfThePaper(int words)
    {
        bool Ink(int x, int y) => y / 24 % 3 == 1 && y % 24 < 9 && x < 30 * words % 300 + 8 && x % 4 < 2 && y % 3 != 0;
        foreach (var (paper, ink) in new[] { (255, 0), (255, 60), (0, 255), (10, 220), (128, 20) })
            Assert.Equal(IndeterminateReason.TooLittleDetail,
                EvidenceReasons.OfImageWithoutEvidence(Image((x, y) => Ink(x, y) ? ink : paper)));
    }

    [Fact]
    public void ARenderedPageIsNeitherOverexposedNorFlatNorNoise()
    {
        using var bitmap = RenderedImages.Flat(640, 480, SKColors.White);
        using (var canvas = new SKCanvas(bitmap))
        using (var paint = new SKPaint { Color = SKColors.Black, TextSize = 14, IsAntialias = true })
            canvas.DrawText("One line on a page", 40, 60, paint);
        Assert.Equal(IndeterminateReason.TooLittleDetail, Reason(bitmap));
    }

    [Fact]
    public void SkiesAreFlatAndADateOnOneIsADetail()
    {
        using var sky = RenderedImages.Flat(640, 480, SKColors.White);
        using var canvas = new SKCanvas(sky);
        using (var paint = new SKPaint { Shader =
            SKShader.CreateLinearGradient(new(0, 0), new(0, 480), [new(70, 120, 200), new(190, 215, 240)], SKShaderTileMode.Clamp) })
            canvas.DrawRect(0, 0, 640, 480, paint);
        Assert.Equal(IndeterminateReason.Flat, Reason(sky));
        using (var paint = new SKPaint { Color = SKColors.Orange, TextSize = 18, IsAntialias = true })
            canvas.DrawText("27.11.2026", 520, 460, paint);
        Assert.Equal(IndeterminateReason.TooLittleDetail, Reason(sky));
    }

    [Fact]
    public void BlackFramesAreTooDarkHotPixelsOrNotAndStarsAreTooLittleDetail()
    {
        var random = new Random(5);
        Assert.Equal(IndeterminateReason.TooDark, EvidenceReasons.OfImageWithoutEvidence(Image((_, _) => 0)));
        Assert.Equal(IndeterminateReason.TooDark, EvidenceReasons.OfEvenImage(Image((_, _) => 0)));
        Assert.Equal(IndeterminateReason.TooDark, EvidenceReasons
            .OfImageWithoutEvidence(Image((x, y) => (x, y) is (40, 30) or (200, 100) ? 255 : Math.Abs(5 * Gaussian(random)))));
        Assert.Equal(IndeterminateReason.TooLittleDetail,
            EvidenceReasons.OfImageWithoutEvidence(Image((x, y) => x % 32 < 2 && y % 32 < 2 ? 240 : 4)));
    }

    [Fact]
    public void SmoothGradientIsFlatNoiseOrNot()
    {
        var random = new Random(5);
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfImageWithoutEvidence(Image((x, _) => 40 + 0.5 * x)));
        Assert.Equal(IndeterminateReason.Flat,
            EvidenceReasons.OfImageWithoutEvidence(Image((x, y) => 80 + 0.2 * (x + y) + 2 * Gaussian(random))));
    }

    [Fact]
    public void WhiteNoiseIsNoise() =>
        Assert.Equal(IndeterminateReason.Noise, EvidenceReasons.OfImageWithoutEvidence(Noise(128, 30)));

    [Fact]
    public void SceneThatTheModelCannotClassifyHasTooLittleDetail()
    {
        using var scene = ImageDecoder.Decode(Images.Sharp(), Preprocessing.Default);
        Assert.Equal(IndeterminateReason.TooLittleDetail,
            EvidenceReasons.OfImageWithoutEvidence(new LumaPlane(scene.Pixels.Pixels, 1, scene.Pixels.Width, scene.Pixels.Height)));
    }

    private static IndeterminateReason Reason(SKBitmap bitmap)
    {
        using var decoded = ImageDecoder.Decode(RenderedImages.Encode(bitmap, SKEncodedImageFormat.Jpeg), Preprocessing.Default);
        return EvidenceReasons.OfImageWithoutEvidence(new LumaPlane(decoded.Pixels.Pixels, 1, decoded.Pixels.Width, decoded.Pixels.Height));
    }

    [Fact]
    public void WithoutAnEvidenceOutputOnlyAnEvenPictureIsIndeterminate()
    {
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfEvenImage(Noise(128, 0.5)));
        Assert.Equal(IndeterminateReason.None, EvidenceReasons.OfEvenImage(Noise(128, 30)));
        Assert.Equal(IndeterminateReason.None, EvidenceReasons.OfEvenImage(Image((x, _) => 40 + 0.5 * x)));
    }

    [Fact]
    public void BluePictureIsClassifiedByItsLumaNotByItsRed()
    {
        var pixels = new float[3 * 64];
        for (var i = 0; i < 64; i++) pixels[128 + i] = i % 2 * 255;
        using var luma = new LumaPlane(pixels, 3, 8, 8);
        Assert.Equal(IndeterminateReason.None, EvidenceReasons.OfEvenImage(luma));
    }

    [Fact]
    public void VariationOfANearlyWhitePictureDoesNotDrownInRounding()
    {
        var variation = LumaVariation.Of(Image((x, _) => x % 2 == 0 ? 254 : 255));
        Assert.Equal(254.5, variation.Mean, 1e-3);
        Assert.Equal(0.5, variation.StandardDeviation, 1e-3);
    }
}
