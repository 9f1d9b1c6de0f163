using BlurDetection.Training.DefaultModel;

namespace BlurDetection.Tests.Training.DefaultModel;

public class OwnBlurTests
{
    [Fact]
    public void A_soft_background_behind_a_sharp_subject_is_doubted()
    {
        var own = OwnBlur.Of(4, 2, [0.9f, 0.9f, 0.05f, 0.05f, 0.7f, 0.55f, 0.05f, 0.3f]);

        Assert.NotNull(own);
        Assert.Equal([255, 255, 0, 0, 255, 128, 0, 0], own.Cells);
        var enlarged = own.Enlarged(8, 6);
        Assert.Equal(1, enlarged.Buffer[0]);
        Assert.Equal(0, enlarged.Buffer[7]);
        Assert.Equal(0.5f, enlarged.Buffer[5 * 8 + 3], 0.01f);
    }

    [Theory]
    [InlineData(0.9f, 0.9f)]
    [InlineData(0.05f, 0.05f)]
    [InlineData(0.9f, 0.3f)]
    public void A_picture_that_is_sharp_or_soft_all_over_is_not(float left, float right) =>
        Assert.Null(OwnBlur.Of(4, 1, [left, left, right, right]));
}
