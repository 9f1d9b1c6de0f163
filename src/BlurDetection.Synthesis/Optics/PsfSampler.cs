
namespace BlurDetection.Synthesis.Optics;

/// <summary>Draws random PSFs of a target visible width.</summary>
internal static class PsfSampler
{
    private const double WidestAiry = 8;

    public static PointSpreadFunction Defocus(Random random, double width)
    {
        double angle = random.Angle(), astigmatism = random.Chance(0.3) ? random.Uniform(1, 1.5) : 1, edge = random.LogUniform(0.6, 1.8);
        int blades = random.Next(5, 10);
        return random.Next(10) switch
        {
            < 5 => PsfFitting.ToWidth(width, r => DefocusPsf.Disk(Math.Max(0.3, r), astigmatism, angle, edge), width / 1.85, width),
            < 8 => PsfFitting.ToWidth(width, r => DefocusPsf.Polygon(Math.Max(0.3, r), blades, angle), width / 1.75, width),
            // Diffraction alone is never wide.
            8 when width < WidestAiry => PsfFitting.ToWidth(width, r => DefocusPsf.Airy(Math.Max(0.3, r)), width / 1.5, width * 1.5),
            // A lens stopped down is nearer to a gaussian than to a disk.
            >= 8 => PsfFitting.ToWidth(width, s => GaussianPsf.Create(Math.Max(0.2, s)), width / 3.54, width),
        };
    }

    public static PointSpreadFunction Shake(Random random, double width)
    {
        var path = CameraShakePath.Create(random, random.Chance(0.5) ? random.LogUniform(0.01, 0.2) : random.LogUniform(0.1, 1), 0.35);
        return PsfFitting.ToWidth(
            width,
            scale => MotionPsf.FromPath([.. path.Select(point => (point.X * scale, point.Y * scale, point.Dwell))]),
            width,
            Math.Min(90, 8 * width));
    }

    public static PointSpreadFunction Straight(Random random, double width)
    {
        double angle = MotionAngle(random);
        return PsfFitting.ToWidth(width, length => MotionPsf.Straight(length, angle), width, 2 * width);
    }

    /// <summary>Things move along the horizon, or fall, more often than otherwise.</summary>
    public static double MotionAngle(Random random) =>
        random.Chance(0.5) ? random.Next(2) * Math.PI / 2 + random.Uniform(-0.1, 0.1) : random.Angle();

    /// <summary>What counts as in focus: no blur, or less than shows.</summary>
    public static PointSpreadFunction NearlySharp(Random random) =>
        random.Chance(0.5) ? PointSpreadFunction.Identity : Gaussian(random, random.Uniform(1.05, 1.7));

    public static PointSpreadFunction Gaussian(Random random, double width)
    {
        double ratio = random.Chance(0.4) ? random.Uniform(1, 2) : 1, angle = random.Angle();
        return PsfFitting.ToWidth(width, sigma => GaussianPsf.Create(Math.Max(0.2, sigma), ratio, angle), width / 3.54, width);
    }
}
