using BlurDetection.Imaging;
using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Augmentation;

namespace BlurDetection.Training.Tests.Augmentation;

public sealed class AugmentationSheetTests
{
    [Theory]
    [InlineData(10, 3, 5, 3)]
    [InlineData(2, 4, 6, 2)]
    public void ARowForEachPictureAColumnForEachAppearance(int pictures, int rows, int columns, int expectedRows)
    {
        byte[] jpeg = AugmentationSheet.Render(new StripedImages(pictures), rows, columns);
        using DecodedImage sheet = ImageDecoder.Decode(jpeg, new Preprocessing { Channels = 3, LongSide = 4096 });
        Assert.Equal((columns * 184 - 4, expectedRows * 184 - 4), (sheet.OriginalWidth, sheet.OriginalHeight));
        float[] cells = [.. Enumerable.Range(0, columns).Select(c => sheet.Pixels.Pixels[90 * sheet.Pixels.Width + c * 184 + 90])];
        Assert.True(cells.Distinct().Count() > 1, "the appearances differ");
    }
}
