using BlurDetection.Imaging;

namespace BlurDetection.Tests.Robustness;

public sealed class PngDamageTests
{
    private const int Mutants = 400;

    [Fact]
    public void MostDamagedFilesReachTheDecoderAndNotAllAreRead()
    {
        FuzzTarget png = FuzzTargets.Create("png");
        int known = 0, read = 0;
        for (int i = 0; i < Mutants; i++)
        {
            byte[] seed = png.Seeds[i % png.Seeds.Count], mutant = png.Mutant(seed, seed, new Random(i));
            if (PngHeader.TryRead(mutant, out PngHeader header) && header.IsKnownForm) known++;
            try
            {
                png.Read(mutant);
                read++;
            }
            catch (UnsupportedImageException)
            {
                // damaged enough
            }
        }
        Assert.InRange(known, Mutants / 2, Mutants);
        Assert.InRange(read, Mutants / 4, Mutants * 9 / 10);
    }
}
