using BlurDetection.Inference;

namespace BlurDetection.Tests.Inference;

public sealed unsafe class HalvedCellsTests
{
    [SkippableFact]
    public void EachIsTheMeanOfFourWhereSidesAreEven()
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        byte[] cells = Cells(6, 4), halved = Halved(cells, 6, 4, 0.25f);

        for (int y = 0; y < 2; y++)
        {
            for (int x = 0; x < 3; x++)
            {
                for (int channel = 0; channel < 8; channel++)
                {
                    double sum = 0;
                    for (int at = 0; at < 4; at++) sum += cells[((2 * y + at / 2) * 6 + 2 * x + at % 2) * 8 + channel];
                    // 0.5 is what a step of the cells stands for, 0.25 what one of the result does.
                    Assert.Equal(Math.Min(255, Math.Round(sum / 4 * 0.5 / 0.25)), halved[(y * 3 + x) * 8 + channel]);
                }
            }
        }
    }

    [SkippableTheory]
    [InlineData(1, 1)]
    [InlineData(5, 3)]
    [InlineData(7, 1)]
    public void HalvesOfMirroredCellsAreMirrored(int width, int height)
    {
        Skip.IfNot(StemConvolutions.IsSupported, "the processor has no AVX2");
        byte[] cells = Cells(width, height), mirrored = Mirrored(cells, width);

        byte[] expected = Mirrored(Halved(cells, width, height, 0.5f), HalvedCells.Side(width));

        byte[] actual = Halved(mirrored, width, height, 0.5f);
        // Half a step may be rounded to either side.
        Assert.All(expected.Zip(actual), pair => Assert.InRange(pair.First - pair.Second, -1, 1));
    }

    private static byte[] Halved(byte[] cells, int width, int height, float scale)
    {
        var layer = new HalvedCells([new("a", 8, 0.5f)], scale);
        var halved = new byte[HalvedCells.Side(width) * HalvedCells.Side(height) * layer.Channels];
        fixed (byte* from = cells, to = halved)
        {
            byte** sources = stackalloc byte*[] { from };
            layer.Run(sources, width, height, to);
        }
        return halved;
    }

    private static byte[] Cells(int width, int height)
    {
        var cells = new byte[width * height * 8];
        new Random(width).NextBytes(cells);
        return cells;
    }

    private static byte[] Mirrored(byte[] cells, int width) =>
        [.. cells.Chunk(8 * width).SelectMany(row => row.Chunk(8).Reverse().SelectMany(cell => cell))];
}
