using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Scenes;
using SkiaSharp;

namespace BlurDetection.Synthesis.Tests;

public class NewKindsTests
{
    private static readonly SynthesisOptions Plain = new()
    {
        OverlayChance = 0, WatermarkChance = 0, HeavyProcessingChance = 0, PhoneProcessingChance = 0, PrintChance = 0, CleanChance = 1,
        WeatherChance = 0, GlareChance = 0, FieldStopChance = 0,
    };

    [Fact]
    public void ADoubleImageShowsAPointTwiceAndIsWideAlongTheShift()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var light = new PlanarImage(1, 96, 96, new float[96 * 96]);
            light.Buffer[48 * 96 + 48] = 1;

            var layer = DoubleImage.Apply(new Random(seed), light, 9);

            // interlaced: the row of the point may be of one field alone
            Assert.InRange(layer.Light.Pixels.ToArray().Count(value => value > 0.02f), 1, 3);
            Assert.InRange(layer.Width[0], 6, 12);
            Assert.Equal(layer.Width[0], Enumerable.Range(0, 4).Max(direction => layer.Directions!.At(direction, 0, 0.5, 0.5)), 1.5);
        }
    }

    [Fact]
    public void ADoubleImageIsBlurredByMotion()
    {
        var picture = new BlurSynthesizer(Plain)
            .Synthesize((w, h) => RenderedScene.Draw(new Random(1), w, h), 320, 240, 4, SynthesisRecipe.DoubleImage, 12);

        Assert.True(picture.BlurTarget > 0.95);
        Assert.Equal(BlurKind.Motion, picture.Kind);
    }

    [Fact]
    public void APhonesProcessingLeavesSteepEdgesOnABlurredPictureAndItsLabel()
    {
        var scene = RenderedScene.Draw(new Random(1), 320, 240);
        SynthesizedImage Make(double phone) =>
            new BlurSynthesizer(Plain with { CleanChance = 0, PhoneProcessingChance = phone, NoiseStrength = 0.1 })
                .Synthesize((w, h) => Scaling.Average(scene, w, h), 300, 220, 9, SynthesisRecipe.Defocus, 7);

        var (with, without) = (Make(1), Make(0));

        Assert.True(with.BlurTarget > 0.95);
        Assert.True(Steepest(with.Image) > 1.15 * Steepest(without.Image), $"{Steepest(with.Image)} against {Steepest(without.Image)}");
    }

    [Fact]
    public void OneWordOnAPageIsEvidence()
    {
        using var bitmap = new SKBitmap(new SKImageInfo(960, 720, SKColorType.Rgba8888, SKAlphaType.Premul));
        using var canvas = new SKCanvas(bitmap);
        canvas.Clear(SKColors.White);
        using var ink = new SKPaint { Color = SKColors.Black, StrokeWidth = 3, Style = SKPaintStyle.Stroke };
        for (int i = 0; i < 8; i++) canvas.DrawOval(300 + 20 * i, 200, 7, 12, ink);
        var page = new PlanarImage(1, 720, 960, [.. bitmap.Pixels.Select(pixel => (float)pixel.Red)]);

        var picture = new BlurSynthesizer(Plain)
            .Synthesize((w, h) => Scaling.Average(page, Math.Min(w, 960), Math.Min(h, 720)), 640, 480, 2, SynthesisRecipe.Defocus, 6);

        Assert.True(picture.Evidence > 0.9, $"{picture.Evidence}");
    }

    [Fact]
    public void WithoutACameraADrawingKeepsItsTwoTones()
    {
        static PlanarImage Stripes(int width, int height) =>
            new(1, height, width, [.. Enumerable.Range(0, width * height).Select(i => i % width / 16 % 2 == 0 ? 0f : 255f)]);
        var crisp = Enumerable.Range(0, 40)
            .Select(seed => new BlurSynthesizer(Plain).Synthesize(Stripes, 320, 240, seed, SynthesisRecipe.Sharp)).ToArray();

        Assert.Contains(crisp, picture => picture.Image.Pixels.ToArray().All(value => value is < 0.01f or > 254.99f));
        Assert.All(crisp, picture => Assert.True(picture.BlurTarget < 0.2));
    }

    [Fact]
    public void HalftoneHidesNoToneAndIsCrisp()
    {
        var dots = 0;
        for (int seed = 0; seed < 10; seed++)
        {
            var ramp = new PlanarImage(1, 200, 200, [.. Enumerable.Range(0, 200 * 200).Select(i => i % 200 * 255f / 199)]);
            PrintedDots.Apply(new Random(seed), ramp);
            float left = Column(ramp, 20), right = Column(ramp, 180);
            Assert.True(right > left + 40, $"seed {seed}: {left} and {right}");
            if (Steepest(ramp) > 60) dots++;
        }
        Assert.InRange(dots, 8, 10);
    }

    [Fact]
    public void FluorescenceIsBrightOnBlackAndNoSharperThanItsMicroscope()
    {
        for (int seed = 0; seed < 10; seed++)
        {
            using var bitmap = new SKBitmap(new SKImageInfo(256, 256, SKColorType.Rgba8888, SKAlphaType.Premul));
            using var canvas = new SKCanvas(bitmap);
            var random = new Random(seed);
            Fluorescence.Draw(random, canvas, 256, 256);
            var scene = new PlanarImage(1, 256, 256, [.. bitmap.Pixels.Select(pixel => (float)pixel.Red)]);
            float before = Steepest(scene);
            Fluorescence.Finish(random, scene);

            float[] levels = [.. scene.Pixels.ToArray().Order()];
            Assert.True(levels[levels.Length / 10] < 40, $"seed {seed}: {levels[levels.Length / 10]}");
            Assert.True(levels[^1] > 50, $"seed {seed}: {levels[^1]}");
            Assert.True(Steepest(scene) < before);
        }
    }

    private static float Column(PlanarImage image, int at) =>
        Enumerable.Range(0, image.Height)
            .SelectMany(y => Enumerable.Range(at - 15, 30).Select(x => image.Buffer[y * image.Width + x])).Average();

    private static float Steepest(PlanarImage image)
    {
        float[] slopes = [.. DirectionalGradient.Sum(image).Pixels.ToArray().Order()];
        return slopes[^(slopes.Length / 200)];
    }
}
