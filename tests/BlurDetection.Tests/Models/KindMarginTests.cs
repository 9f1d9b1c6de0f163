using BlurDetection.Models;

namespace BlurDetection.Tests.Models;

public sealed class KindMarginTests
{
    [Theory]
    [InlineData(0.9f, 0.05f, 0.05f, BlurKind.Defocus)]
    [InlineData(0.2f, 0.55f, 0.25f, BlurKind.Motion)]
    [InlineData(0.1f, 0.3f, 0.6f, BlurKind.Other)]
    [InlineData(0.45f, 0.4f, 0.15f, null)]
    [InlineData(0.1f, 0.44f, 0.46f, null)]
    [InlineData(0.34f, 0.33f, 0.33f, null)]
    public void AKindIsToldWhereItStandsOut(float defocus, float motion, float other, BlurKind? kind) =>
        Assert.Equal(kind, ModelOutputReader.MostLikely([defocus, motion, other]));
}
