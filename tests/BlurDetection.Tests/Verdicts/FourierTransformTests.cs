using System.Numerics;
using BlurDetection.Verdicts;

namespace BlurDetection.Tests.Verdicts;

public sealed class FourierTransformTests
{
    private const int Side = FourierTransform.Side;

    private static readonly (int Across, int Down)[] Frequencies = [(0, 0), (1, 0), (0, 1), (3, 200), (127, 128), (70, 250), (64, 17)];

    private static float[] Noise(int seed)
    {
        var random = new Random(seed);
        return [.. Enumerable.Range(0, Side * Side).Select(_ => random.NextSingle() - 0.5f)];
    }

    private static Complex Sum(float[] real, float[] imaginary, int across, int down)
    {
        var sum = Complex.Zero;
        for (int i = 0; i < real.Length; i++)
            sum += new Complex(real[i], imaginary[i])
                * Complex.FromPolarCoordinates(1, -2 * Math.PI * (across * (i % Side) + down * (i / Side)) / Side);
        return sum;
    }

    [Fact]
    public void PowerIsThatOfTheSumThatDefinesATransformAndIsAdded()
    {
        float[] real = Noise(1), imaginary = Noise(2), power = Noise(3), before = [.. power];
        float[] asReal = [.. real], asImaginary = [.. imaginary];

        FourierTransform.AddPower(real, imaginary, power);

        foreach (var (across, down) in Frequencies)
        {
            double expected = Math.Pow(Sum(asReal, asImaginary, across, down).Magnitude, 2);
            int at = across * Side + down;
            Assert.Equal(expected, power[at] - before[at], 0.001 * expected + 1);
        }
    }

    [Fact]
    public void AnEvenPlaneIsTransformedFromOneHalf()
    {
        float[] plane = Noise(4), none = new float[Side * Side];
        for (int i = 0; i < plane.Length; i++) plane[i] = plane[(Side - i / Side) % Side * Side + (Side - i % Side) % Side];
        float[] half = [.. plane.Select((value, i) => i % Side <= Side / 2 ? value : 99)];

        FourierTransform.TransformEven(half, Noise(5));

        foreach (var (across, down) in Frequencies)
        {
            var expected = Sum(plane, none, down, across);
            Assert.Equal(0, expected.Imaginary, 0.01);
            Assert.Equal(expected.Real, half[down * Side + across], 0.01);
        }
    }

    [Fact]
    public void PlanesThatAreTooShortAreRefused()
    {
        float[] plane = new float[Side * Side], tooShort = new float[Side * Side - 1];

        Assert.Throws<ArgumentOutOfRangeException>(() => FourierTransform.AddPower(tooShort, plane, plane));
        Assert.Throws<ArgumentOutOfRangeException>(() => FourierTransform.AddPower(plane, tooShort, plane));
        Assert.Throws<ArgumentOutOfRangeException>(() => FourierTransform.AddPower(plane, plane, tooShort));
        Assert.Throws<ArgumentOutOfRangeException>(() => FourierTransform.TransformEven(tooShort, plane));
        Assert.Throws<ArgumentOutOfRangeException>(() => FourierTransform.TransformEven(plane, tooShort));
    }
}
