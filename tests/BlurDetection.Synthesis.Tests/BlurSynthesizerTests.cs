using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;

namespace BlurDetection.Synthesis.Tests;

public class BlurSynthesizerTests
{
    private static readonly PlanarImage Scene = ImageDecoder.Decode(RenderedImages.Png(640, 480), Preprocessing.Default).Pixels;
    private readonly BlurSynthesizer _synthesizer = new(new SynthesisOptions { NoiseStrength = 0.1, OverlayChance = 0, WatermarkChance = 0,
        HeavyProcessingChance = 0, PhoneProcessingChance = 0, PrintChance = 0, CleanChance = 0 });

    public static TheoryData<SynthesisRecipe> WholeBlurs => new(
        SynthesisRecipe.Defocus, SynthesisRecipe.CameraShake, SynthesisRecipe.StraightMotion, SynthesisRecipe.Gaussian,
        SynthesisRecipe.Upscaled, SynthesisRecipe.ShakeAndDefocus);

    [Fact]
    public void TheSameSeedMakesTheSamePicture()
    {
        var first = Make(SynthesisRecipe.CameraShake, 5, 8);
        var second = Make(SynthesisRecipe.CameraShake, 5, 8);

        Assert.True(first.Image.Pixels.SequenceEqual(second.Image.Pixels));
        Assert.False(first.Image.Pixels.SequenceEqual(Make(SynthesisRecipe.CameraShake, 6, 8).Image.Pixels));
    }

    [Theory]
    [MemberData(nameof(WholeBlurs))]
    public void WideBlurIsLabelledBlurAndTakesTheDetailAway(SynthesisRecipe recipe)
    {
        double[] lost =
            [.. Enumerable.Range(1, 5).Select(seed => Detail(Make(recipe, seed, 12)) / Detail(Make(SynthesisRecipe.Sharp, seed, 1)))];
        var picture = Make(recipe, 3, 12);

        Assert.True(picture.BlurTarget > 0.95);
        Assert.NotNull(picture.Kind);
        Assert.Equal(Math.Log2(12), picture.Strength!.Value, 0.6);
        Assert.True(lost.Order().ElementAt(2) < 0.6, $"half of the detail stays: {string.Join(" ", lost)}");
    }

    [Fact]
    public void SharpPicturesAreLabelledFocus()
    {
        for (int seed = 0; seed < 12; seed++)
        {
            var picture = Make(SynthesisRecipe.Sharp, seed, 9);
            Assert.True(picture.BlurTarget < 0.1);
            Assert.Null(picture.Kind);
            Assert.All(picture.LocalBlur, cell => Assert.True(cell < 0.1));
        }
    }

    [Fact]
    public void ASharpSubjectBeforeASoftBackgroundIsFocusAndItsMapShowsBoth()
    {
        var picture = Make(SynthesisRecipe.SoftBackground, 11, 12);

        Assert.Equal(0, picture.BlurTarget);
        Assert.Contains(picture.LocalBlur, cell => cell < 0.1);
        Assert.Contains(picture.LocalBlur, cell => cell > 0.9);
    }

    [Fact]
    public void AClearSubjectTellsItsOwnWidthWhateverSurroundsIt()
    {
        var mute = new BlurSynthesizer(new SynthesisOptions { SubjectStrength = false });
        var (soft, sharp) = (new List<float>(), new List<float>());
        for (int seed = 0; seed < 12; seed++)
        {
            if (Make(SynthesisRecipe.SoftSubject, seed, 12) is { TargetWeight: > 0, Strength: { } wide }) soft.Add(wide);
            if (Make(SynthesisRecipe.SoftBackground, seed, 12) is { TargetWeight: > 0, Strength: { } narrow }) sharp.Add(narrow);
            Assert.Null(mute.Synthesize((w, h) => Cut(seed, w, h), 320, 240, seed, SynthesisRecipe.SoftSubject, 12).Strength);
        }

        Assert.True(soft.Count > 4 && soft.Order().ElementAt(soft.Count / 2) > 2.8, string.Join(" ", soft));
        Assert.True(sharp.Count > 4 && sharp.Order().ElementAt(sharp.Count / 2) < 1.5, string.Join(" ", sharp));
    }

    [Fact]
    public void ARolledShakeIsBlurAllOverButNotTheSameEverywhere()
    {
        var spread = new List<double>();
        for (int seed = 0; seed < 8; seed++)
        {
            var picture = Make(SynthesisRecipe.RolledShake, seed, 12);
            int cells = picture.MapWidth * picture.MapHeight;
            float[] level = picture.LocalDirectionalWidth[..cells];

            Assert.True(picture.BlurTarget > 0.9);
            Assert.Equal(BlurDetection.BlurKind.Motion, picture.Kind);
            Assert.InRange(picture.Strength!.Value, Math.Log2(4), Math.Log2(30));
            Assert.All(level, width => Assert.True(width >= 1));
            spread.Add(level.Max() / level.Min());
        }

        Assert.True(spread.Order().ElementAt(4) > 1.4, string.Join(" ", spread));
    }

    [Fact]
    public void ALongExposureTeachesTheMapAlone()
    {
        int partly = 0;
        for (int seed = 0; seed < 20; seed++)
        {
            var picture = Make(SynthesisRecipe.LongExposure, seed, 60);
            Assert.Equal(0, picture.TargetWeight);
            Assert.Null(picture.Kind);
            Assert.Null(picture.Strength);
            Assert.All(picture.LocalDirectionalWidth, width => Assert.True(width >= 1));
            if (picture.LocalBlur.Any(cell => cell < 0.1) && picture.LocalBlur.Any(cell => cell > 0.9)) partly++;
        }

        Assert.True(partly >= 12, $"{partly} of 20 are partly blurred");
    }

    [Fact]
    public void HeavyProcessingChangesThePictureAndNothingOfItsLabel()
    {
        var heavy = new BlurSynthesizer(
            new SynthesisOptions { NoiseStrength = 0.1, OverlayChance = 0, WatermarkChance = 0, HeavyProcessingChance = 1 });
        for (int seed = 0; seed < 6; seed++)
        {
            var picture = heavy.Synthesize((w, h) => Cut(seed, w, h), 320, 240, seed, SynthesisRecipe.Sharp);
            Assert.True(picture.BlurTarget < 0.1);
            Assert.All(picture.Image.Pixels.ToArray(), pixel => Assert.InRange(pixel, 0, 255));
            Assert.False(picture.Image.Pixels.SequenceEqual(Make(SynthesisRecipe.Sharp, seed, 1).Image.Pixels));
        }
    }

    [Fact]
    public void BehindASubjectAnotherSceneMayStand()
    {
        var synthesizer = new BlurSynthesizer(new SynthesisOptions { OtherBackgroundChance = 1, OverlayChance = 0, WatermarkChance = 0 });
        var wall = new PlanarImage(1, 720, 960, [.. Enumerable.Repeat(120f, 720 * 960)]);
        int asked = 0;
        SynthesizedImage With(SynthesisRecipe recipe, bool background) =>
            synthesizer.Synthesize((w, h) => Cut(3, w, h), 320, 240, 3, recipe, 10, background ? (w, h) =>
        {
            asked++;
            return SceneOf(wall, w, h);
        } : null);

        // Evidence is that of the scenes: a wall holds none.
        var before = With(SynthesisRecipe.SoftSubject, background: false);
        var after = With(SynthesisRecipe.SoftSubject, background: true);
        With(SynthesisRecipe.Defocus, background: true);

        Assert.Equal(1, asked);
        int[] outside = [.. Enumerable.Range(0, after.LocalBlur.Length).Where(cell => after.LocalBlur[cell] < 0.05)];
        int[] inside = [.. Enumerable.Range(0, after.LocalBlur.Length).Where(cell => after.LocalBlur[cell] > 0.95)];
        Assert.True(outside.Length > 40 && inside.Length > 20, $"{outside.Length} cells outside, {inside.Length} inside");
        Assert.True(outside.Average(cell => after.LocalEvidence[cell]) < 0.1 * outside.Average(cell => before.LocalEvidence[cell]));
        Assert.True(inside.Average(cell => after.LocalEvidence[cell]) > 0.2);
    }

    [Fact]
    public void ASqueezedSceneIsScaledDownFurtherAlongOneSide()
    {
        const int side = 1200;
        var across = new PlanarImage(1, side, side, [.. Enumerable.Range(0, side * side).Select(i => i % side * 0.2f)]);
        var down = new PlanarImage(1, side, side, [.. Enumerable.Range(0, side * side).Select(i => i / side * 0.2f)]);
        double[] ratios = [.. Enumerable.Range(0, 40).Select(seed => Reduction(across, seed, 1.6) / Reduction(down, seed, 1.6))];

        Assert.All(ratios, ratio => Assert.InRange(ratio, 1 / 1.65, 1.65));
        Assert.True(ratios.Max() > 1.25 && ratios.Min() < 0.8, $"{ratios.Min()} to {ratios.Max()}");
        Assert.Equal(1, Reduction(across, 7, 1) / Reduction(down, 7, 1), 2);

        // A fifth of a grey level for each pixel of the source.
        static double Reduction(PlanarImage ramp, int seed, double squeeze)
        {
            var scene = SceneSampler.Sample(new Random(seed), ramp, 160, 160, greatestReduction: 5, squeeze);
            double Level(int x, int y) => scene.Pixels[y * 160 + x];
            return (Math.Abs(Level(150, 80) - Level(10, 80)) + Math.Abs(Level(80, 150) - Level(80, 10))) / 140;
        }
    }

    [Fact]
    public void HalvesShowInTheMapButSayNothingOfTheWhole()
    {
        var picture = Make(SynthesisRecipe.Halves, 4, 12);

        Assert.Equal(0, picture.TargetWeight);
        Assert.Contains(picture.LocalBlur, cell => cell < 0.1);
        Assert.Contains(picture.LocalBlur, cell => cell > 0.9);
    }

    [Fact]
    public void MotionIsWideInOneDirectionOfEveryCellAndDefocusInAll()
    {
        // Every streak lies within 22.5 degrees of one of the four directions; at right angles to that it stays narrow.
        for (int seed = 0; seed < 6; seed++)
        {
            var (motion, defocus) =
                (Directions(Make(SynthesisRecipe.StraightMotion, seed, 16)), Directions(Make(SynthesisRecipe.Defocus, seed, 16)));
            Assert.True(motion.Max() > 1.8 * motion.Min(), $"motion: {string.Join(" ", motion)}");
            Assert.True(defocus.Max() < 1.6 * defocus.Min(), $"defocus: {string.Join(" ", defocus)}");
        }
    }

    [Fact]
    public void HorizontalStripesAreEvidenceOfWhatHappenedDownAColumnAlone()
    {
        var stripes = new PlanarImage(1, 240, 320, [.. Enumerable.Range(0, 240 * 320).Select(i => i / 320 / 8 % 2 == 0 ? 60f : 180f)]);
        var picture = _synthesizer.Synthesize((w, h) => SceneOf(stripes, w, h), 320, 240, 2, SynthesisRecipe.Sharp);
        int cells = picture.MapWidth * picture.MapHeight;
        double[] evidence =
            [.. Enumerable.Range(0, 4).Select(i => (double)picture.LocalDirectionalEvidence.AsSpan(i * cells, cells).ToArray().Average())];

        Assert.True(evidence[0] < 0.05, $"{evidence[0]}");
        Assert.True(evidence[2] > 0.8, $"{evidence[2]}");
        Assert.Equal(evidence[1], evidence[3], 2);
    }

    [Fact]
    public void BlankScenesHoldNoEvidence()
    {
        for (int seed = 0; seed < 8; seed++)
        {
            var picture = Make(SynthesisRecipe.Blank, seed, 1);
            Assert.Equal(0, picture.Evidence);
            Assert.Equal(0, picture.TargetWeight);
        }
    }

    [Fact]
    public void OverlaysAreLeftOutOfTheLocalTruth()
    {
        var always = new BlurSynthesizer(new SynthesisOptions { OverlayChance = 1 });
        bool hidden = Enumerable.Range(0, 6)
            .Any(seed => always.Synthesize((w, h) => Cut(seed, w, h), 320, 240, seed, SynthesisRecipe.Defocus, 10).LocalWeight.Contains(0));

        Assert.True(hidden);
    }

    [Fact]
    public void WatermarksLeaveFaintCrispLinesOnBlurredPicturesAndChangeNothingOfTheTruth()
    {
        var options = new SynthesisOptions
        {
            NoiseStrength = 0,
            OverlayChance = 0,
            WatermarkChance = 0,
            HeavyProcessingChance = 0,
            CleanChance = 0,
            FieldStopChance = 0,
        };
        BlurSynthesizer without = new(options), with = new(options with { WatermarkChance = 1 });
        var crisper = new List<double>();
        for (int seed = 0; seed < 8; seed++)
        {
            var plain = without.Synthesize((w, h) => Cut(seed, w, h), 320, 240, seed, SynthesisRecipe.Defocus, 14);
            var marked = with.Synthesize((w, h) => Cut(seed, w, h), 320, 240, seed, SynthesisRecipe.Defocus, 14);

            Assert.Equal(plain.BlurTarget, marked.BlurTarget);
            Assert.Equal(plain.LocalBlur, marked.LocalBlur);
            Assert.All(marked.LocalWeight, weight => Assert.Equal(1, weight));
            Assert.False(plain.Image.Pixels.SequenceEqual(marked.Image.Pixels));
            crisper.Add(Detail(marked) / Detail(plain));
        }
        Assert.True(crisper.Order().ElementAt(4) > 1.05, string.Join(" ", crisper));
    }

    [Fact]
    public void TheProbabilityCrossesAHalfAtTheVisibleThreshold()
    {
        Assert.Equal(0.5, _synthesizer.BlurProbability(new SynthesisOptions().VisibleThreshold), 3);
        Assert.True(_synthesizer.BlurProbability(1) < 0.001);
        Assert.True(_synthesizer.BlurProbability(8) > 0.999);
    }

    [Fact]
    public void AMixtureWithoutAFrequencyIsRefused() =>
        Assert.Throws<ArgumentException>(() =>
            new BlurSynthesizer(new SynthesisOptions { Mixture = new Dictionary<SynthesisRecipe, double>() }));

    private SynthesizedImage Make(SynthesisRecipe recipe, int seed, double width) =>
        _synthesizer.Synthesize((w, h) => Cut(seed, w, h), 320, 240, seed, recipe, width);

    // The first cell's widths along 0, 45, 90 and 135 degrees.
    private static float[] Directions(SynthesizedImage picture) =>
        [.. Enumerable.Range(0, 4).Select(i => picture.LocalDirectionalWidth[i * picture.MapWidth * picture.MapHeight])];

    private static PlanarImage SceneOf(PlanarImage image, int width, int height) => new(1, height, width,
        [.. Enumerable.Range(0, width * height)
            .Select(i => image.Pixels[i / width % image.Height * image.Width + i % width % image.Width])]);

    private static PlanarImage Cut(int seed, int width, int height) => SceneSampler.Sample(new Random(seed), Scene, width, height);

    // Mean absolute difference of neighbours against the spread of the picture, so that exposure does not count.
    private static double Detail(SynthesizedImage picture) =>
        DirectionalGradient.Sum(picture.Image).Pixels.ToArray().Average() / Math.Max(1, PatchLabels.Spread(picture.Image));
}
