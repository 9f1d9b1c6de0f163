using BlurDetection.Training.DefaultModel;

namespace BlurDetection.Tests.Training.DefaultModel;

public class OwnBlurTests
{
    [Fact]
    public void A_soft_background_behind_a_sharp_subject_is_doubted()
    {
        var own = OwnBlur.Of(4, 2, [0.9f, 0.9f, 0.05f, 0.05f, 0.7f, 0.55f, 0.05f, 0.3f]);

        Assert.NotNull(own);
        Assert.Equal([255, 255, 0, 0, 255, 128, 0, 0], own.Doubt);
        var enlarged = own.Enlarged(8, 6).Doubt;
        Assert.Equal(1, enlarged.Buffer[0]);
        Assert.Equal(0, enlarged.Buffer[7]);
        Assert.Equal(0.5f, enlarged.Buffer[5 * 8 + 3], 0.01f);
    }

    [Fact]
    public void What_someone_saw_is_known_and_the_rest_is_doubted()
    {
        var own = OwnBlur.Of([new MarkedPlace(PlaceKind.Doubt, []), new MarkedPlace(PlaceKind.Soft, [0, 0, 50, 0, 50, 100, 0, 100]), new MarkedPlace(PlaceKind.Focus, [75, 0, 100, 0, 100, 100, 75, 100])], 8, 4);

        Assert.NotNull(own);
        Assert.Equal([0, 0, 0, 0, 255, 255, 0, 0], own.Doubt[..8]);
        Assert.NotNull(own.Soft);
        Assert.Equal([255, 255, 255, 255, 0, 0, 0, 0], own.Soft[24..]);
        var enlarged = own.Enlarged(16, 8);
        Assert.Equal((0, 1), (enlarged.Doubt.Buffer[0], enlarged.Soft.Buffer[0]));
        Assert.Equal((1, 0), (enlarged.Doubt.Buffer[9], enlarged.Soft.Buffer[9]));
        Assert.Equal((0, 0), (enlarged.Doubt.Buffer[15], enlarged.Soft.Buffer[15]));
    }

    [Fact]
    public void A_photograph_that_someone_saw_in_focus_all_over_is_not() =>
        Assert.Null(OwnBlur.Of([new MarkedPlace(PlaceKind.Soft, []), new MarkedPlace(PlaceKind.Focus, [])], 300, 200));

    [Theory]
    [InlineData(0.9f, 0.9f)]
    [InlineData(0.05f, 0.05f)]
    [InlineData(0.9f, 0.3f)]
    public void A_picture_that_is_sharp_or_soft_all_over_is_not(float left, float right) =>
        Assert.Null(OwnBlur.Of(4, 1, [left, left, right, right]));
}
