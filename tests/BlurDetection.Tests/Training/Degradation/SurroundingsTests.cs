using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Degradation;

namespace BlurDetection.Tests.Training.Degradation;

/// <summary>What stands before a scene and around it, and is no blur: weather, scattered light, round fields.</summary>
public class SurroundingsTests
{
    private const int Width = 320, Height = 240;

    [Fact]
    public void Weather_leaves_most_of_the_picture_and_repeats_by_its_seed()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var (before, after) = (Scene(80), Scene(80));

            Weather.Draw(new Random(seed), after);

            var again = Scene(80);
            Weather.Draw(new Random(seed), again);
            Assert.True(again.Pixels.SequenceEqual(after.Pixels));
            int changed = Changed(before, after);
            Assert.InRange(changed, 1, Width * Height * 2 / 3);
            Assert.All(after.Pixels.ToArray(), pixel => Assert.InRange(pixel, 0, 255));
        }
    }

    [Fact]
    public void Glare_brightens_around_bright_places_and_leaves_the_detail()
    {
        var (before, after) = (Scene(60), Scene(60));
        // A lamp.
        for (int y = 60; y < 180; y++)
            for (int x = 100; x < 220; x++) before.Buffer[y * Width + x] = after.Buffer[y * Width + x] = 200;

        Glare.Add(new Random(1), after);

        Assert.True(Changed(before, after) > Width * Height / 50);
        for (int i = 1; i < Width * Height; i++)
        {
            float added = after.Buffer[i] - before.Buffer[i], beside = after.Buffer[i - 1] - before.Buffer[i - 1];
            Assert.InRange(added, -0.01f, 255);
            // A veil has no edges: it changes by little from pixel to pixel, but where white cuts it off.
            if (i % Width > 0 && after.Buffer[i] < 255 && after.Buffer[i - 1] < 255) Assert.InRange(Math.Abs(added - beside), 0, 45);
        }
    }

    [Fact]
    public void Glare_needs_something_bright()
    {
        var (before, after) = (Scene(60), Scene(60));

        Glare.Add(new Random(1), after);

        Assert.Equal(0, Changed(before, after));
    }

    [Fact]
    public void A_field_stop_covers_the_corners_and_leaves_the_middle()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var (before, after) = (Scene(80), Scene(80));
            var covered = new float[Width * Height];

            FieldStop.Draw(new Random(seed), after, covered);

            float corner = after.Buffer[0];
            Assert.Equal(1, covered[0]);
            Assert.Equal(corner, after.Buffer[^1]);
            int middle = Height / 2 * Width + Width / 2;
            Assert.Equal(0, covered[middle]);
            for (int i = 0; i < covered.Length; i++)
                if (covered[i] == 0) Assert.Equal(before.Buffer[i], after.Buffer[i]);
        }
    }

    [Fact]
    public void Specimens_are_scenes_of_their_own()
    {
        int others = Enumerable.Range(0, 60).Count(seed => !RenderedScene.Draw(new Random(seed), 96, 96).Pixels.SequenceEqual(RenderedScene.Draw(new Random(seed), 96, 96, specimens: true).Pixels));

        Assert.InRange(others, 5, 60);
        for (int seed = 0; seed < 60; seed++)
        {
            float[] slopes = [.. DirectionalGradient.Sum(RenderedScene.Draw(new Random(seed), 256, 192, specimens: true)).Pixels.ToArray().Order()];
            Assert.True(slopes[^(slopes.Length / 100)] > 8, $"seed {seed}: {slopes[^(slopes.Length / 100)]}");
        }
    }

    [Fact]
    public void Where_a_scene_was_soft_before_focus_is_not_taught_and_blur_is()
    {
        var synthesizer = new BlurSynthesizer(new SynthesisOptions { OverlayChance = 0, WatermarkChance = 0, HeavyProcessingChance = 0, FieldStopChance = 0 });
        var left = new float[Width * Height];
        for (int i = 0; i < left.Length; i++) left[i] = i % Width < Width / 2 ? 1 : 0;
        SynthesizedPicture Make(SynthesisRecipe recipe, double width) => Synthesize(synthesizer, left, new float[left.Length], recipe, width);

        SynthesizedPicture sharp = Make(SynthesisRecipe.Sharp, 1), blurred = Make(SynthesisRecipe.Defocus, 20);

        for (int cell = 0; cell < sharp.LocalWeight.Length; cell++)
        {
            int column = cell % sharp.MapWidth;
            Assert.InRange(sharp.LocalWeight[cell], column < 4 ? 0 : column > 5 ? 0.99f : 0, column < 4 ? 0.15f : 1);
            Assert.InRange(blurred.LocalWeight[cell], 0.99f, 1);
        }
    }

    [Fact]
    public void Where_a_scene_is_known_to_be_soft_blur_is_taught()
    {
        var synthesizer = new BlurSynthesizer(new SynthesisOptions { OverlayChance = 0, WatermarkChance = 0, HeavyProcessingChance = 0, FieldStopChance = 0 });
        var left = new float[Width * Height];
        for (int i = 0; i < left.Length; i++) left[i] = i % Width < Width / 2 ? 1 : 0;

        var sharp = Synthesize(synthesizer, new float[left.Length], left, SynthesisRecipe.Sharp, 1);

        for (int cell = 0; cell < sharp.LocalWeight.Length; cell++)
        {
            int column = cell % sharp.MapWidth;
            Assert.InRange(sharp.LocalBlur[cell], column < 4 ? 0.99f : 0, column > 5 ? 0.2f : 1);
            if (column < 4) Assert.InRange(sharp.LocalEvidence[cell], 0.5f, 1);
            Assert.InRange(sharp.LocalWeight[cell], 0.99f, 1);
        }
    }

    private static SynthesizedPicture Synthesize(BlurSynthesizer synthesizer, float[] doubt, float[] soft, SynthesisRecipe recipe, double width) => synthesizer.Synthesize(
        (w, h) => new DoubtedScene(Scaled(Scene(80), w, h), new OwnSoftness(Scaled(new PlanarImage(1, Height, Width, doubt), w, h), Scaled(new PlanarImage(1, Height, Width, soft), w, h))), 160, 120, seed: 4, recipe, width);

    // Scenes are made smaller here, or larger by repeating pixels: the synthesizer may ask for either.
    private static PlanarImage Scaled(PlanarImage image, int width, int height)
    {
        var pixels = new float[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++) pixels[y * width + x] = image.Buffer[y * image.Height / height * image.Width + x * image.Width / width];
        return new PlanarImage(1, height, width, pixels);
    }

    // No pixel is brighter than the level.
    private static PlanarImage Scene(int level)
    {
        var pixels = ImageDecoder.Decode(RenderedPictures.Png(Width, Height), Preprocessing.Canonical).Pixels.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++) pixels[i] *= level / 255f;
        return new PlanarImage(1, Height, Width, pixels);
    }

    private static int Changed(PlanarImage before, PlanarImage after) => Enumerable.Range(0, Width * Height).Count(i => before.Buffer[i] != after.Buffer[i]);
}
