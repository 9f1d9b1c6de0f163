using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using NetVips;

namespace BlurDetection.Vips.Tests;

/// <summary>Which of libjpeg-turbo's reduced scales are the mean of squares, so that no other is used.</summary>
public sealed class LibjpegFactsTests
{
    [SkippableTheory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(4, true)]
    [InlineData(3, false)]
    [InlineData(5, false)]
    [InlineData(6, false)]
    [InlineData(7, false)]
    public void OnlyAnEighthAQuarterAndAHalfAreTheMeanButForRounding(int eighths, bool isMean)
    {
        using var folder = new ImageFolder();
        using var noise = Image.Gaussnoise(512, 512, sigma: 200, mean: 128, seed: 7).Gaussblur(2); // no sample is clipped
        var (jpeg, full, reduced) = (Path.Combine(folder.Root, "a.jpg"), Path.Combine(folder.Root, "1.pgm"),
            Path.Combine(folder.Root, "s.pgm"));
        noise.Cast(Enums.BandFormat.Uchar).Jpegsave(jpeg, q: 95);
        OtherProgram.Run("djpeg -grayscale -outfile {1} {0}", jpeg, full);
        OtherProgram.Run($"djpeg -grayscale -scale {eighths}/8 -outfile {{1}} {{0}}", jpeg, reduced);
        var side = 512 * eighths / 8;
        var (means, given) = (new float[side * side], Samples(reduced, side));
        AreaDownscaler.Scale([.. Samples(full, 512).Select(value => (float)value)], 512, 512, side, side, means);
        var largest = means.Select((mean, i) => Math.Abs(mean - given[i])).Max();
        Assert.Equal(isMean, largest <= 2); // both are rounded, and the full image once for each of its samples
        if (!isMean) Assert.True(largest > 4, $"{largest}");
    }

    // P5, width, height, 255, and the samples behind it
    private static byte[] Samples(string path, int side) => File.ReadAllBytes(path)[^(side * side)..];
}
