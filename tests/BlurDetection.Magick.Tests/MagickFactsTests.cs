using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using ImageMagick;

namespace BlurDetection.Magick.Tests;

/// <summary>What ImageMagick does where a guess goes wrong, so that a new version which behaves otherwise is noticed, and that our
/// decoders do not follow it.</summary>
public sealed class MagickFactsTests : IDisposable
{
    private const string PydicomFiles = "/usr/lib/python3/dist-packages/pydicom/data/test_files";
    private readonly Scene _scene = new();

    public void Dispose() => _scene.Dispose();

    [SkippableTheory]
    [InlineData("MR_small.dcm")]
    [InlineData("CT_small.dcm")]
    public void GreyDicomOfMoreThan8BitsIsNotRead(string name)
    {
        var path = Path.Combine(PydicomFiles, name);
        Skip.IfNot(File.Exists(path), "The test files of python3-pydicom are not installed.");
        Assert.ThrowsAny<MagickException>(() => new MagickImage(path, MagickFormat.Dcm));
    }

    [Fact]
    public void RawExposuresAreBrightenedAlike()
    {
        double[] means = [.. new[] { 1, 4 }.Select(divisor => Developed(CameraRawTests.Dng(96, 64, divisor)))];
        Assert.True(means[1] > 0.8 * means[0], $"{means[0]}, {means[1]}"); // a quarter of the light
    }

    [Fact]
    public void FitsIsStretchedSoThatOneStarMakesTheRestBlack()
    {
        var file = FitsFile.Floats(100, 80, (x, y) => x == 50 && y == 40 ? 1e6f : 100 + x);
        using var there = new MagickImage(file, MagickFormat.Fits);
        Assert.Equal(0, there.GetPixels().GetPixel(99, 10)[0]);
        using var here = ImageDecoder.Decode(file, Preprocessing.Default, new ImageDecoderOptions().AddMagick());
        Assert.InRange(here.Pixels.Pixels[99], 250, 255);
    }

    [Fact]
    public void APsdOfManyChannelsIsRefusedBeforeImageMagickHoldsThem()
    {
        // A header of 56 channels of 2,000 x 2,000 pixels: 224 MB; of 4,000 x 4,000 with 4 channels it would be 64 MB.
        static byte[] Claim(byte channels, int side) =>
        [
            .. "8BPS"u8, 0, 1, 0, 0, 0, 0, 0, 0, 0, channels, 0, 0, (byte)(side >> 8), (byte)side, 0, 0, (byte)(side >> 8), (byte)side,
            0, 8, 0, 3, .. new byte[14],
        ];
        string Refused(byte[] file) => Assert.ThrowsAny<UnsupportedImageException>(
            () => ImageDecoder.Decode(file, Preprocessing.Default, new ImageDecoderOptions().AddMagick())).Message;
        Assert.Contains("56 channels", Refused(Claim(56, 2000)));
        Assert.DoesNotContain("channels", Refused(Claim(4, 4000)));
    }

    private static double Developed(byte[] dng)
    {
        using var image = new MagickImage(dng, MagickFormat.Dng);
        return image.Statistics().Composite().Mean;
    }
}
