using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Imaging;

public sealed class JpegEndingTests
{
    public static TheoryData<bool> Decoders => new() { true, false };

    [Theory]
    [MemberData(nameof(Decoders))]
    public void AFileThatLacksOnlyItsEndMarkerIsDecoded(bool turbo)
    {
        var jpeg = RenderedImages.Jpeg(700, 500);
        using var whole = Decode(jpeg, turbo);
        foreach (var withoutEnd in new[] { jpeg[..^2], jpeg[..^1] })
        {
            using var image = Decode(withoutEnd, turbo);
            Assert.True(image.Pixels.Pixels.SequenceEqual(whole.Pixels.Pixels));
        }
    }

    [Theory]
    [MemberData(nameof(Decoders))]
    public void RowsThatNeverArrivedAreAnErrorWithAndWithoutAnEndMarker(bool turbo)
    {
        var jpeg = RenderedImages.Jpeg(700, 500);
        var scan = jpeg.AsSpan().LastIndexOf([(byte)0xFF, (byte)0xDA]);
        foreach (var share in new[] { 0.05, 0.5, 0.98 })
        {
            var cut = jpeg[..(scan + 14 + (int)((jpeg.Length - scan - 14) * share))];
            Assert.Contains("cut short", Error(cut, turbo));
            Assert.Contains("cut short", Error([.. cut, 0xFF, 0xD9], turbo));
        }
        var zeros = jpeg.ToArray();
        zeros.AsSpan(scan + 14 + (jpeg.Length - scan) / 5).Clear();
        Assert.Contains("cut short", Error([.. zeros, 0xFF, 0xD9], turbo));
    }

    // Missing rows are looked for where the last pixel is mid-grey, as libjpeg leaves it.
    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public void AWholePictureThatEndsInMidGreyIsDecodedAndHalfOfItIsNot(int reduction)
    {
        using var grey = new SkiaSharp.SKBitmap(480 * reduction, 320 * reduction);
        grey.Erase(new SkiaSharp.SKColor(128, 128, 128));
        using (var canvas = new SkiaSharp.SKCanvas(grey))
        using (var scene = RenderedImages.Scene(400, 300)) canvas.DrawBitmap(scene, 0, 0);
        var jpeg = RenderedImages.Encode(grey, SkiaSharp.SKEncodedImageFormat.Jpeg);
        using var decoded = ImageDecoder.Decode(jpeg, Preprocessing.Default with { LongSide = 480 }, new() { AllowTurboJpeg = false });
        Assert.Equal(128, decoded.Pixels.Pixels[^1], 1.5);
        Assert.Contains("cut short", Error([.. jpeg[..(jpeg.Length * 3 / 4)], 0xFF, 0xD9], turbo: false));
    }

    [Theory]
    [InlineData(0xC3, 8, "lossless")]
    [InlineData(0xF7, 8, "JPEG-LS")]
    [InlineData(0xC1, 12, "12 bits")]
    [InlineData(0xC5, 8, "hierarchical")]
    public void AKindOfJPEGThatIsNotDecodedIsNamed(byte marker, byte precision, string name)
    {
        var jpeg = RenderedImages.Jpeg(64, 48);
        var frame = jpeg.AsSpan().IndexOf([(byte)0xFF, (byte)0xC0]);
        (jpeg[frame + 1], jpeg[frame + 4]) = (marker, precision);
        foreach (var turbo in new[] { true, false })
        {
            var message = Error(jpeg, turbo);
            Assert.Contains(name, message);
            Assert.DoesNotContain("damaged", message);
        }
    }

    private static DecodedImage Decode(byte[] jpeg, bool turbo) =>
        ImageDecoder.Decode(jpeg, Preprocessing.Default, new() { AllowTurboJpeg = turbo });

    private static string Error(byte[] jpeg, bool turbo) =>
        Assert.Throws<UnsupportedImageException>(() => Decode(jpeg, turbo).Dispose()).Message;
}
