using BlurDetection.Models;
using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class VerdictRuleTests
{
    [Theory]
    [InlineData(0.9f, 0.6f, BlurVerdict.Blurred)]
    [InlineData(0.9f, 0.59f, BlurVerdict.Indeterminate)]
    [InlineData(0.1f, 0.59f, BlurVerdict.Focus)]
    [InlineData(0.1f, 0.37f, BlurVerdict.Focus)]
    [InlineData(0.1f, 0.35f, BlurVerdict.Indeterminate)]
    [InlineData(0.1f, null, BlurVerdict.Focus)]
    public void FocusNeedsLessEvidenceThanBlur(float probability, float? evidence, BlurVerdict expected)
    {
        float[] pixels = new float[64 * 64];
        for (int i = 0; i < pixels.Length; i++) pixels[i] = i / 64 % 8 < 4 ? 30 : 220;

        var decision = new VerdictRule(0.5, 0.6).Decide(
            new ModelOutput(probability, evidence, null, null, null), new LumaPlane(pixels, 1, 64, 64));

        Assert.Equal(expected, decision.Verdict);
    }
}
