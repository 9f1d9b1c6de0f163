using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class EvidenceReasonsTests
{
    private const int Width = 320, Height = 240;

    private static LumaPlane Picture(Func<int, int, double> luma)
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
        return Picture((_, _) => mean + sigma * Gaussian(random));
    }

    [Fact]
    public void Dark_frame_with_sensor_noise_is_too_dark() =>
        Assert.Equal(IndeterminateReason.TooDark, EvidenceReasons.OfPictureWithoutEvidence(Noise(6, 3)));

    [Fact]
    public void White_noise_is_told_from_scenes_however_grainy()
    {
        var random = new Random(5);
        Assert.True(WhiteNoise.Is(Noise(128, 110)));
        Assert.True(WhiteNoise.Is(Picture((_, _) => random.Next(256))));
        Assert.False(WhiteNoise.Is(Picture((x, y) => 128 + 90 * Math.Sin(x / 3.0) * Math.Cos(y / 4.0) + 40 * Gaussian(random))));
        Assert.False(WhiteNoise.Is(Picture((x, y) => (x + y) % 2 * 255)));
        Assert.False(WhiteNoise.Is(Noise(128, 5)));
    }

    [Fact]
    public void White_frame_is_overexposed() =>
        Assert.Equal(IndeterminateReason.Overexposed, EvidenceReasons.OfPictureWithoutEvidence(Noise(253, 2)));

    [Fact]
    public void Smooth_gradient_is_flat_noise_or_not()
    {
        var random = new Random(5);
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfPictureWithoutEvidence(Picture((x, _) => 40 + 0.5 * x)));
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfPictureWithoutEvidence(Picture((x, y) => 80 + 0.2 * (x + y) + 2 * Gaussian(random))));
    }

    [Fact]
    public void White_noise_is_noise() =>
        Assert.Equal(IndeterminateReason.Noise, EvidenceReasons.OfPictureWithoutEvidence(Noise(128, 30)));

    [Fact]
    public void Scene_that_the_model_cannot_classify_has_too_little_detail()
    {
        using var scene = ImageDecoder.Decode(Pictures.Sharp(), Preprocessing.Canonical);
        Assert.Equal(IndeterminateReason.TooLittleDetail, EvidenceReasons.OfPictureWithoutEvidence(new LumaPlane(scene.Pixels.Pixels, 1, scene.Pixels.Width, scene.Pixels.Height)));
    }

    [Fact]
    public void Without_an_evidence_output_only_an_even_picture_is_indeterminate()
    {
        Assert.Equal(IndeterminateReason.Flat, EvidenceReasons.OfEvenPicture(Noise(128, 0.5)));
        Assert.Equal(IndeterminateReason.None, EvidenceReasons.OfEvenPicture(Noise(128, 30)));
        Assert.Equal(IndeterminateReason.None, EvidenceReasons.OfEvenPicture(Picture((x, _) => 40 + 0.5 * x)));
    }

    [Fact]
    public void Blue_picture_is_classified_by_its_luma_not_by_its_red()
    {
        var pixels = new float[3 * 64];
        for (var i = 0; i < 64; i++) pixels[128 + i] = i % 2 * 255;
        using var luma = new LumaPlane(pixels, 3, 8, 8);
        Assert.Equal(IndeterminateReason.None, EvidenceReasons.OfEvenPicture(luma));
    }

    [Fact]
    public void Variation_of_a_nearly_white_picture_does_not_drown_in_rounding()
    {
        var variation = LumaVariation.Of(Picture((x, _) => x % 2 == 0 ? 254 : 255));
        Assert.Equal(254.5, variation.Mean, 1e-3);
        Assert.Equal(0.5, variation.StandardDeviation, 1e-3);
    }
}
