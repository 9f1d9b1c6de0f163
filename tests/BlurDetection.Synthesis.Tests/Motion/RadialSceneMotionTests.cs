using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Camera;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Synthesis.Overlays;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Synthesis.Optics.Motion;

namespace BlurDetection.Synthesis.Tests.Motion;

public class RadialSceneMotionTests
{
    private const int Side = 161;
    private const double Centre = 80;

    [Fact]
    public void ZoomingLeavesRaysAndTurningLeavesRings()
    {
        var rays = Image((_, angle) => Math.Sin(6 * angle));
        var rings = Image((radius, _) => Math.Sin(radius / 2));
        var zoom = new RadialSceneMotion(Side, Side, Centre, Centre, zoom: 0.5, turn: 0);
        var turn = new RadialSceneMotion(Side, Side, Centre, Centre, zoom: 0, turn: 1);

        Assert.True(Kept(rays, zoom) > 0.95, $"{Kept(rays, zoom)}");
        Assert.True(Kept(rings, turn) > 0.85, $"{Kept(rings, turn)}");
        Assert.True(Kept(rings, zoom) < 0.25, $"{Kept(rings, zoom)}");
        Assert.True(Kept(rays, turn) < 0.25, $"{Kept(rays, turn)}");
    }

    [Fact]
    public void ALongMotionInTwoPassesIsTheMeanOfAllThatPasses()
    {
        var scene = Image((radius, angle) => Math.Sin(radius / 5) * Math.Cos(3 * angle));
        const double zoom = 0.4, turn = 0.9;

        var blurred = new RadialSceneMotion(Side, Side, Centre, Centre, zoom, turn).Blur(scene);

        foreach (var (x, y) in new[] { (80, 80), (100, 80), (60, 110), (45, 45) })
        {
            double radius = Radius(x, y), angle = Math.Atan2(y - Centre, x - Centre);
            double expected = Enumerable.Range(0, 1000).Average(i =>
            {
                double t = (i + 0.5) / 1000 - 0.5;
                return Value(Math.Sin(radius * Math.Exp(zoom * t) / 5) * Math.Cos(3 * (angle + turn * t)));
            });
            Assert.Equal(expected, blurred.Pixels[y * Side + x], 3.0);
        }
    }

    [Fact]
    public void TheCentreIsStillAndEachPlaceIsWideAlongItsOwnWay()
    {
        var zoom = new RadialSceneMotion(Side, Side, Centre, Centre, zoom: 0.5, turn: 0);

        Assert.Equal(1, zoom.WidthAt(80, 80));
        Assert.Equal(30, zoom.WidthAt(140, 80), 1e-9);
        // To the right of the centre: wide along the row, not down the column.
        Assert.Equal(30, zoom.At(0, 1, 140.5 / Side, 80.5 / Side), 1e-9);
        Assert.Equal(1, zoom.At(2, 1, 140.5 / Side, 80.5 / Side), 1e-9);
        var turn = new RadialSceneMotion(Side, Side, Centre, Centre, zoom: 0, turn: 0.5);
        Assert.Equal(1, turn.At(0, 1, 140.5 / Side, 80.5 / Side), 1e-9);
        Assert.Equal(30, turn.At(2, 1, 140.5 / Side, 80.5 / Side), 1e-9);
    }

    private static double Radius(int x, int y) => Math.Sqrt((x - Centre) * (x - Centre) + (y - Centre) * (y - Centre));

    private static double Value(double wave) => 128 + 100 * wave;

    private static PlanarImage Image(Func<double, double, double> wave) =>
        new(1, Side, Side, [.. Enumerable.Range(0, Side * Side)
            .Select(i => (float)Value(wave(Radius(i % Side, i / Side), Math.Atan2(i / Side - Centre, i % Side - Centre))))]);

    // How much of the contrast is left, in a ring that neither the border nor the still centre disturbs.
    private static double Kept(PlanarImage before, RadialSceneMotion motion)
    {
        var after = motion.Blur(before);
        int[] ring = [.. Enumerable.Range(0, Side * Side).Where(i => Radius(i % Side, i / Side) is > 35 and < 60)];
        return ring.Average(i => Math.Abs(after.Pixels[i] - 128)) / ring.Average(i => Math.Abs(before.Pixels[i] - 128));
    }
}
