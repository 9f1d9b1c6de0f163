using BlurDetection.Imaging;

namespace BlurDetection.Magick.Tests;

public sealed class FitsTests
{
    [Fact]
    public void OneStarDoesNotMakeTheRestBlack()
    {
        using var image = Decode(FitsFile.Floats(100, 80, (x, y) => x == 50 && y == 40 ? 1e6f : 100 + x));
        Assert.Equal(SampleRangeOrigin.Percentiles, image.Info.Range!.Origin);
        Assert.InRange(image.Pixels.Pixels[99], 250, 255);
        Assert.InRange(image.Pixels.Pixels[0], 0, 5);
    }

    [Fact]
    public void TheFirstRowIsTheBottomOneAndNanHoldsNoData()
    {
        using var image = Decode(FitsFile.Floats(4, 2, (x, y) => x == 0 ? float.NaN : y * 255));
        Assert.Equal(255, image.Pixels.Pixels[1]);
        Assert.Equal(0, image.Pixels.Pixels[5]);
        Assert.Equal(0.75, image.Info.DataShare);
    }

    [Fact]
    public void AFileThatIsCutShortOrHoldsNoImageIsATypedError()
    {
        var file = FitsFile.Floats(100, 80, (x, y) => x);
        Assert.Contains("cut short", Assert.Throws<UnsupportedImageException>(() => Decode(file[..6000])).Message);
        Assert.Contains("no uncompressed image",
            Assert.Throws<UnsupportedImageException>(() => Decode(FitsFile.Header("BITPIX  = 8", "NAXIS   = 0"))).Message);
    }

    private static DecodedImage Decode(byte[] file) =>
        ImageDecoder.Decode(file, Preprocessing.Default, new ImageDecoderOptions().AddMagick());
}
