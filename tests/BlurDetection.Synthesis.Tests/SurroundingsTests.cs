using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;

namespace BlurDetection.Synthesis.Tests;

/// <summary>What stands before a scene and around it, and is no blur: weather, scattered light, round fields.</summary>
public class SurroundingsTests
{
    private const int Width = 320, Height = 240;

    [Fact]
    public void WeatherLeavesMostOfThePictureAndRepeatsByItsSeed()
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
    public void GlareBrightensAroundBrightPlacesAndLeavesTheDetail()
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
    public void GlareNeedsSomethingBright()
    {
        var (before, after) = (Scene(60), Scene(60));

        Glare.Add(new Random(1), after);

        Assert.Equal(0, Changed(before, after));
    }

    [Fact]
    public void AFieldStopCoversTheCornersAndLeavesTheMiddle()
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
    public void SpecimensAreScenesOfTheirOwn()
    {
        int others = Enumerable.Range(0, 60).Count(seed => !RenderedScene.Draw(new Random(seed), 96,
            96).Pixels.SequenceEqual(RenderedScene.Draw(new Random(seed), 96, 96, specimens: true).Pixels));

        Assert.InRange(others, 5, 60);
        for (int seed = 0; seed < 60; seed++)
        {
            float[] slopes =
                [.. DirectionalGradient.Sum(RenderedScene.Draw(new Random(seed), 256, 192, specimens: true)).Pixels.ToArray().Order()];
            // A microscope's own point spread leaves fluorescence no steeper.
            Assert.True(slopes[^(slopes.Length / 1000)] > 4, $"seed {seed}: {slopes[^(slopes.Length / 1000)]}");
        }
    }

    // No pixel is brighter than the level.
    private static PlanarImage Scene(int level)
    {
        var pixels = ImageDecoder.Decode(RenderedImages.Png(Width, Height), Preprocessing.Default).Pixels.Pixels.ToArray();
        for (int i = 0; i < pixels.Length; i++) pixels[i] *= level / 255f;
        return new PlanarImage(1, Height, Width, pixels);
    }

    private static int Changed(PlanarImage before, PlanarImage after) =>
        Enumerable.Range(0, Width * Height).Count(i => before.Buffer[i] != after.Buffer[i]);
}
