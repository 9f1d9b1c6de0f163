using System.Numerics;
using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class FourierTransformTests
{
    private const int Side = FourierTransform.Side;

    private static (float[] Real, float[] Imaginary) Noise()
    {
        var random = new Random(1);
        float[] Plane() => [.. Enumerable.Range(0, Side * Side).Select(_ => random.NextSingle() - 0.5f)];
        return (Plane(), Plane());
    }

    [Fact]
    public void ItIsTheSumThatDefinesIt()
    {
        var (real, imaginary) = Noise();
        var (asReal, asImaginary) = ((float[])real.Clone(), (float[])imaginary.Clone());
        FourierTransform.Transform(real, imaginary);
        foreach (var (across, down) in new[] { (0, 0), (1, 0), (0, 1), (3, 200), (128, 128), (255, 17), (64, 250) })
        {
            var expected = Complex.Zero;
            for (int i = 0; i < asReal.Length; i++)
                expected += new Complex(asReal[i], asImaginary[i])
                    * Complex.FromPolarCoordinates(1, -2 * Math.PI * (across * (i % Side) + down * (i / Side)) / Side);
            int at = across * Side + down;
            Assert.Equal(expected.Real, real[at], 0.01);
            Assert.Equal(expected.Imaginary, imaginary[at], 0.01);
        }
    }

    [Fact]
    public void ColumnsThatAreWantedAloneAreTheSame()
    {
        var (real, imaginary) = Noise();
        var (someReal, someImaginary) = ((float[])real.Clone(), (float[])imaginary.Clone());
        FourierTransform.Transform(real, imaginary);
        FourierTransform.Transform(someReal, someImaginary, wanted: 20);
        for (int row = 0; row < Side; row++)
            Assert.Equal(real.AsSpan(row * Side, 20), someReal.AsSpan(row * Side, 20));
    }
}
