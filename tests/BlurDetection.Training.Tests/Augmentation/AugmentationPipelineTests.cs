using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;

namespace BlurDetection.Training.Tests.Augmentation;

public sealed class AugmentationPipelineTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public void TheSameSeedGivesTheSamePictureAndTheOriginalStaysAsItIs(int channels)
    {
        PlanarImage image = channels == 1 ? Images.Scene(96, 72, 1) : Images.Colours(96, 72, 1);
        float[] before = image.Pixels.ToArray();
        HashSet<string> seen = [];
        for (int seed = 0; seed < 12; seed++)
        {
            PlanarImage first = AugmentationPipeline.BlurSafe.Apply(image, new Random(seed)),
                second = AugmentationPipeline.BlurSafe.Apply(image, new Random(seed));
            Assert.Equal(first.Pixels.ToArray(), second.Pixels.ToArray());
            Assert.Equal(channels, first.Channels);
            Assert.All(first.Pixels.ToArray(), v => Assert.InRange(v, 0, 255));
            seen.Add(string.Join(',', first.Pixels[..20].ToArray()));
        }
        Assert.True(seen.Count > 6);
        Assert.Equal(before, image.Pixels.ToArray());
    }

    [Fact]
    public void NoiseHasAtMostTheStatedDeviationAndNoBias()
    {
        PlanarImage grey = Images.Of(200, 200, (_, _) => 128);
        for (int seed = 0; seed < 10; seed++)
        {
            float[] noisy = new SensorNoise { Probability = 1 }.Apply(grey, new Random(seed)).Pixels.ToArray();
            double mean = noisy.Average(), deviation = Math.Sqrt(noisy.Average(v => (v - mean) * (v - mean)));
            Assert.Equal(128, mean, 0.2);
            Assert.InRange(deviation, 0, 6.2);
        }
    }

    [Fact]
    public void GainAndGammaAreMonotone()
    {
        PlanarImage ramp = Images.Of(256, 1, (x, _) => x);
        for (int seed = 0; seed < 10; seed++)
        {
            float[] curve = new Exposure { Probability = 1 }.Apply(ramp, new Random(seed)).Pixels.ToArray();
            Assert.Equal(curve.Order(), curve);
            Assert.Equal(0, curve[0]);
            Assert.InRange(curve[255], 255 * 0.6 - 1, 255);
        }
    }

    [Fact]
    public void TinyPicturesAreNoError()
    {
        foreach ((int width, int height) in new[] { (1, 1), (1, 9), (3, 2) })
            for (int seed = 0; seed < 20; seed++)
            {
                AugmentationPipeline.BlurSafe.Apply(Images.Of(width, height, (_, _) => 9), new Random(seed));
                AugmentationPipeline.Notebook.Apply(Images.Of(width, height, (_, _) => 9), new Random(seed));
            }
    }
}
