using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Synthesis.Optics.Motion;

namespace BlurDetection.Synthesis.Tests.Motion;

public class LongExposureTests
{
    private const int Width = 320, Height = 240;

    [Fact]
    public void WhatIsCalledStillKeepsItsDetailAndWhatIsCalledMovedLosesIt()
    {
        double[] still = new double[30], moved = new double[30];
        for (int seed = 0; seed < still.Length; seed++)
        {
            var layer = LongExposure.Apply(new Random(seed), new Scenery(Noise(100 + seed), Noise(200 + seed)), 60);
            still[seed] = Contrast(layer, width => width < 2);
            moved[seed] = Contrast(layer, width => width > 20);
        }

        var both = still.Zip(moved).Where(pair => double.IsFinite(pair.First) && double.IsFinite(pair.Second)).ToArray();
        Assert.True(both.Length > 20, $"{both.Length} with still places and moved ones");
        // Under the trails of lamps the ground shows through.
        Assert.True(both.Count(pair => pair.First > 1.3 * pair.Second) > 0.9 * both.Length, string.Join(" ", both));
        Assert.True(both.Select(pair => pair.First).Order().ElementAt(both.Length / 2) > 0.5);
        Assert.True(both.Select(pair => pair.Second).Order().ElementAt(both.Length / 2) < 0.25);
    }

    [Fact]
    public void DirectionsFollowTheLayers()
    {
        for (int seed = 0; seed < 20; seed++)
        {
            var layer = LongExposure.Apply(new Random(seed), new Scenery(Noise(1), Noise(2)), 40);
            float[] share = layer.Directions!.Share!;
            Assert.All(share, value => Assert.InRange(value, 0, 1));
            for (int i = 0; i < layer.Width.Length; i += 997)
            {
                double widest = Enumerable.Range(0, 4)
                    .Max(direction => layer.Directions.At(direction, share[i], (i % Width + 0.5) / Width, (i / Width + 0.5) / Height));
                // The widest of four directions lies within 22.5 degrees of the motion.
                Assert.InRange(widest, 0.85 * layer.Width[i], 1.15 * layer.Width[i] + 1);
            }
        }
    }

    [Fact]
    public void AWedgeLiesBetweenItsTwoLines()
    {
        float[] wedge = RegionMask.Wedge(Width, Height, 20, 120, 0, Math.PI / 6, 1);

        Assert.Equal(1, wedge[120 * Width + 200]);
        Assert.Equal(0, wedge[120 * Width + 5]);
        Assert.Equal(0, wedge[10 * Width + 30]);
        Assert.Equal(0.5, wedge[(int)Math.Round(120 + Math.Tan(Math.PI / 6) * 180) * Width + 200], 0.1);
    }

    [Fact]
    public void ALimbIsThickAtItsJointAndHalfAsThickAtItsEnd()
    {
        float[] limb = RegionMask.Limb(Width, Height, 60, 120, 260, 120, thickness: 40, edge: 1);

        Assert.Equal(1, limb[120 * Width + 160]);
        Assert.Equal(0.5, limb[160 * Width + 60], 0.01);
        Assert.Equal(0.5, limb[140 * Width + 260], 0.01);
        Assert.Equal(0, limb[145 * Width + 260]);
        Assert.Equal(0.5, limb[120 * Width + 20], 0.01);
        Assert.Equal(0.5, limb[120 * Width + 280], 0.01);
        Assert.Equal(0, limb[120 * Width + 300]);
    }

    private static PlanarImage Noise(int seed)
    {
        var random = new Random(seed);
        return new PlanarImage(1, Height, Width, [.. Enumerable.Range(0, Width * Height).Select(_ => random.NextSingle())]);
    }

    // What neighbours in a row and a column differ by, beside those of noise, where the width is such; NaN where hardly
    // any place is. A camera clips.
    private static double Contrast(BlurLayer layer, Func<float, bool> such)
    {
        int[] places = [.. Enumerable.Range(0, Width * (Height - 1) - 1).Where(i => i % Width < Width - 1 && such(layer.Width[i]))];
        if (places.Length < 500) return double.NaN;
        double Light(int i) => Math.Min(1, layer.Light.Pixels[i]);
        return places.Average(i => Math.Abs(Light(i) - Light(i + 1)) + Math.Abs(Light(i) - Light(i + Width))) / (2 / 3.0);
    }
}
