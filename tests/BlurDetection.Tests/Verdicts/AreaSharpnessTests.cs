using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class AreaSharpnessTests
{
    private static BlurMap Map(int side, Func<bool, (float Blur, float Certainty)> of)
    {
        var cells = Enumerable.Range(0, side * side).Select(i => of(IsMiddle(i % side, side) && IsMiddle(i / side, side))).ToArray();
        return new BlurMap(side, side, cells.Select(cell => cell.Blur).ToArray(), cells.Select(cell => cell.Certainty).ToArray());
    }

    private static bool IsMiddle(int cell, int side) => cell >= side / 4 && cell < 3 * side / 4;

    [Fact]
    public void TheMiddleHalfIsTheForegroundAndTheRestIsNot()
    {
        var portrait = AreaSharpness.Of(Map(8, middle => (middle ? 0.1f : 0.8f, 1)));
        Assert.Equal(0.9, portrait.Foreground!.Value, 1e-6);
        Assert.Equal(0.2, portrait.Background!.Value, 1e-6);
    }

    [Fact]
    public void ACellThatLiesHalfInTheMiddleCountsHalf()
    {
        // Of three cells in one row, half of the second and an eighth of each neighbour lie in the middle.
        var area = AreaSharpness.Of(new BlurMap(3, 1, new float[] { 1, 0, 1 }, new float[] { 1, 1, 1 }));
        Assert.Equal(1 / 1.5, area.Foreground!.Value, 1e-6);
        Assert.Equal(0.5 / 2.25, area.Background!.Value, 1e-6);
    }

    [Fact]
    public void AnAreaWithoutEvidenceHasNoSharpness()
    {
        var area = AreaSharpness.Of(Map(8, middle => (0.5f, middle ? 1 : 0)));
        Assert.Equal(0.5, area.Foreground!.Value, 1e-6);
        Assert.Null(area.Background);
        Assert.Equal(default, AreaSharpness.Of(new BlurMap(1, 1, new float[1], new float[1])));
    }
}
