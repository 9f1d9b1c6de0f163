using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using NetVips;

namespace BlurDetection.Vips.Tests;

/// <summary>What libvips does where a guess goes wrong, so that a new version which behaves otherwise is noticed, and that our
/// decoder does not follow it.</summary>
public sealed class LibvipsFactsTests : IDisposable
{
    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public void Hevc_is_opened_and_fails_at_the_first_pixel()
    {
        var (png, heic) = (Ramp("ramp.png"), Path.Combine(_folder.Root, "a.heic"));
        OtherProgram.Run("heif-enc -q 60 {0} -o {1}", png, heic);
        using var image = Image.NewFromFile(heic);
        Assert.Equal(128, image.Width);
        Assert.Throws<VipsException>(() => image.Avg());
        var error = Assert.Throws<UnsupportedImageException>(() => Decode(File.ReadAllBytes(heic)));
        Assert.Contains("BlurDetection.Magick", error.Message);
    }

    [SkippableFact]
    public void Tiles_that_were_never_written_read_as_zeros()
    {
        var sparse = Path.Combine(_folder.Root, "sparse.tif");
        OtherProgram.Run("gdal_create -q -of GTiff -outsize 512 256 -bands 1 -ot Byte -co TILED=YES -co SPARSE_OK=TRUE {0}", sparse);
        using var image = Image.NewFromFile(sparse);
        Assert.Equal(0, image.Max());
    }

    [SkippableFact]
    public void Overviews_and_masks_count_as_pages()
    {
        using var large = Image.NewFromFile(Ramp("ramp.png")).Resize(8);
        var (png, cog) = (Path.Combine(_folder.Root, "large.png"), Path.Combine(_folder.Root, "cog.tif"));
        large.Pngsave(png);
        OtherProgram.Run("gdal_translate -q -of COG {0} {1}", png, cog);
        using var image = Image.NewFromFile(cog);
        Assert.True((int)image.Get("n-pages") > 1);
        using var decoded = Decode(File.ReadAllBytes(cog));
        Assert.Equal(1, decoded.Info.PageCount);
    }

    [Fact]
    public void Grey_of_a_pure_colour_is_weighed_in_linear_light_there_and_by_BT601_here()
    {
        using var green = Image.Black(32, 32).Bandjoin([Image.Black(32, 32) + 255, Image.Black(32, 32)]).Cast(Enums.BandFormat.Uchar)
            .Copy(interpretation: Enums.Interpretation.Srgb);
        Assert.Equal(220, green.Colourspace(Enums.Interpretation.Bw).Avg(), 1.0);
        using var decoded = Decode(green.TiffsaveBuffer());
        Assert.Equal(0.587f * 255, decoded.Pixels.Pixels[0], 0.01f);
    }

    private static DecodedImage Decode(byte[] file) =>
        ImageDecoder.Decode(file, Preprocessing.Default, new ImageDecoderOptions().AddVips());

    private string Ramp(string name)
    {
        var path = Path.Combine(_folder.Root, name);
        using var x = Image.Xyz(128, 64)[0];
        (x * 2).Cast(Enums.BandFormat.Uchar).Copy(interpretation: Enums.Interpretation.Bw).Pngsave(path);
        return path;
    }
}
