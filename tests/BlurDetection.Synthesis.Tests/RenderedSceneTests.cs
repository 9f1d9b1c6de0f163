using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;

namespace BlurDetection.Synthesis.Tests;

public class RenderedSceneTests
{
    [Fact]
    public void TheSameSeedDrawsTheSameScene()
    {
        var first = RenderedScene.Draw(new Random(3), 200, 150);

        Assert.True(first.Pixels.SequenceEqual(RenderedScene.Draw(new Random(3), 200, 150).Pixels));
        Assert.False(first.Pixels.SequenceEqual(RenderedScene.Draw(new Random(4), 200, 150).Pixels));
    }

    [Fact]
    public void ScenesHoldCrispDetailOfManyKinds()
    {
        for (int seed = 0; seed < 40; seed++)
        {
            var scene = RenderedScene.Draw(new Random(seed), 256, 192);
            float[] slopes = [.. DirectionalGradient.Sum(scene).Pixels.ToArray().Order()];

            Assert.Equal((256, 192), (scene.Width, scene.Height));
            Assert.All(scene.Pixels.ToArray(), pixel => Assert.InRange(pixel, 0, 255));
            // The steepest of a thousand pixels rise by at least this many levels from one to the next; a page may hold one word.
            Assert.True(slopes[^(slopes.Length / 1000)] > 8, $"seed {seed}: {slopes[^(slopes.Length / 1000)]}");
        }
    }
}
