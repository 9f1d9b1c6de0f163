using BlurDetection.Models;
using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class SharpenedBlurTests
{
    private const int Width = 480, Height = 360;

    [Theory]
    [InlineData(2, 0)]
    [InlineData(3, 0)]
    [InlineData(3, 0.4)]
    public void BlurThatWasSharpenedIsFoundByItsHalos(int radius, double noise) =>
        Assert.True(Is(Sharpened(Smoothed(Scene(), radius)), noise, 0.3f));

    [Fact]
    public void WhatIsSharpOrBlurredAloneIsLeftToTheNetwork()
    {
        Assert.False(Is(Scene(), 1, 0.3f));
        Assert.False(Is(Sharpened(Scene()), 1, 0.3f));
        Assert.False(Is(Smoothed(Scene(), 3), 0.2, 0.3f));
    }

    [Fact]
    public void NothingIsLookedForWhereTheNetworkIsSureOfFocus()
    {
        float[] image = Sharpened(Smoothed(Scene(), 3));

        Assert.False(Is(image, 0, SharpenedBlur.LeastProbability - 0.01f));
        Assert.True(Is(image, 0, SharpenedBlur.LeastProbability));
    }

    [Fact]
    public void VerdictIsRaisedByThreeInLogOdds()
    {
        float[] image = Sharpened(Smoothed(Scene(), 3));
        var output = new ModelOutput(0.3f, 0.9f, null, null, null);
        Decision Say(double? measured) => new VerdictRule(0.5, 0.1, measured).Decide(output, new LumaPlane(image, 1, Width, Height));

        Assert.Equal((BlurVerdict.Blurred, 0.896), (Say(0.99).Verdict, Math.Round(Say(0.99).Output.Probability, 3)));
        Assert.Equal((BlurVerdict.Focus, 0.3f), (Say(null).Verdict, Say(null).Output.Probability));
    }

    private static bool Is(float[] image, double noise, float probability)
    {
        var random = new Random(1);
        float[] noisy = [.. image.Select(value => (float)Math.Clamp(Math.Round(value + noise * (random.NextDouble() - 0.5)), 0, 255))];
        return SharpenedBlur.Is(new LumaPlane(noisy, 1, Width, Height), probability);
    }

    // Rectangles of all sizes and levels.
    private static float[] Scene()
    {
        var random = new Random(4);
        float[] image = new float[Width * Height];
        Array.Fill(image, 120);
        for (int i = 0; i < 120; i++)
        {
            int left = random.Next(Width), top = random.Next(Height), right = Math.Min(Width, left + 12 + random.Next(60)),
                bottom = Math.Min(Height, top + 12 + random.Next(60));
            float level = random.Next(20, 235);
            for (int y = top; y < bottom; y++) Array.Fill(image, level, y * Width + left, right - left);
        }
        return image;
    }

    // An unsharp mask; three means in turn are nearly a Gaussian.
    private static float[] Sharpened(float[] image)
    {
        float[] smooth = Smoothed(Smoothed(Smoothed(image, 1), 1), 1);
        return [.. image.Select((value, i) => value + 1.5f * (value - smooth[i]))];
    }

    private static float[] Smoothed(float[] image, int radius) => Mean(Mean(image, radius, 1, 0), radius, 0, 1);

    private static float[] Mean(float[] image, int radius, int across, int down) => [.. image.Select((_, i) =>
    {
        float sum = 0;
        for (int step = -radius; step <= radius; step++)
            sum += image[Math.Clamp(i / Width + step * down, 0, Height - 1) * Width + Math.Clamp(i % Width + step * across, 0, Width - 1)];
        return sum / (2 * radius + 1);
    })];
}
