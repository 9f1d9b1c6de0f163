using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Optics.Motion;

/// <summary>An image taken over a time in which a part of the scene moved far while the rest stood still.</summary>
/// <remarks>
/// Things that cross the image leave streaks or, where they are shorter than their way, ghosts that the background shines through; lamps
/// leave trails. A train or a stream moves within its place. Arms, rackets and pendulums swing about a joint that rests. And a camera that
/// goes along with its subject, out of a car or on a carousel, streaks all the rest.
/// </remarks>
internal static class LongExposure
{
    private const double TurnedBackground = 0.5;
    private const double MostTurn = 1.2;

    // A ghost that adds less than the first of these to what stands behind it leaves that sharp, as it looks; from the
    // second on there is only the ghost.
    private const float LeastShare = 0.13f, FullShare = 0.5f;

    // What a dark background counts for at least, in linear light, beside the light that a trail adds.
    private const float DarkGround = 0.02f;

    /// <summary>Draws what moves and how.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="light">Linear light.</param>
    /// <param name="length">Pixels travelled: everywhere for straight motion; at the end of what swings; half-way to the farthest corner
    /// for other motion about a point.</param>
    public static BlurLayer Apply(Random random, Scenery light, double length) => random.Next(20) switch
    {
        < 6 => Crossing(random, light, length),
        < 11 => Swinging(random, light, length),
        < 15 => Passing(random, light, length),
        _ => Followed(random, light, length),
    };

    private static BlurLayer Crossing(Random random, Scenery light, double length)
    {
        int width = light.Front.Width, height = light.Front.Height;
        var motion = random.Chance(0.85) ? Straight(random, length) : Radial(random, width, height, length);
        var background = light.Draw(random, TurnedBackground);
        if (random.Chance(0.25)) return Trails(random, light, motion, background);
        var region = new float[width * height];
        for (int count = random.Next(1, 6); count > 0; count--)
            TensorPrimitives.Max(region, RegionMask.Blob(random, width, height, random.LogUniform(0.004, 0.12), 1), region);
        float[] coverage = motion.Blur(new PlanarImage(1, height, width, region)).Pixels.ToArray();
        return Layered(coverage, Layer.Of(light.Front, motion), Layer.Of(light.Behind(background), Still(random)), coverage, background);
    }

    private static BlurLayer Trails(Random random, Scenery light, ISceneMotion motion, Background background)
    {
        int width = light.Front.Width, height = light.Front.Height;
        var lamps = new float[width * height];
        double size = Math.Min(width, height) / 256.0;
        for (int count = random.Next(3, 25); count > 0; count--)
            Lamp(lamps, width, height, random.Uniform(0, width), random.Uniform(0, height), size * random.LogUniform(0.8, 3));
        float brightness = (float)random.LogUniform(2, 20);
        float[] coverage = motion.Blur(new PlanarImage(1, height, width, lamps)).Pixels.ToArray();
        var behind = Layer.Of(light.Behind(background), Still(random));
        float[] shares = new float[coverage.Length], lamp = new float[coverage.Length];
        Array.Fill(lamp, brightness);
        // A trail adds light: over a dark background little of it is all there is to see.
        for (int i = 0; i < shares.Length; i++)
        {
            float added = coverage[i] * brightness;
            shares[i] = added / (added + behind.Blurred.Buffer[i] + DarkGround);
        }
        return Layered(coverage, new Layer(new PlanarImage(1, height, width, lamp), motion), behind, shares, background);
    }

    private static BlurLayer Swinging(Random random, Scenery light, double length)
    {
        int width = light.Front.Width, height = light.Front.Height;
        double x = random.Uniform(0.1, 0.9) * width, y = random.Uniform(0.1, 0.9) * height,
            reach = Math.Min(width, height) * random.LogUniform(0.12, 0.5);
        var limbs = new float[width * height];
        for (int count = random.Next(1, 4); count > 0; count--)
        {
            double towards = random.Angle(), far = reach * random.Uniform(0.6, 1), thickness = far * random.LogUniform(0.08, 0.3);
            TensorPrimitives.Max(limbs, RegionMask.Limb(width, height, x, y, x + far * Math.Cos(towards), y + far * Math.Sin(towards),
                thickness, random.Uniform(1, 3)), limbs);
        }
        double turn = Math.Min(MostTurn, length / reach);
        var motion = new RadialSceneMotion(width, height, x, y, 0, turn);
        float[] coverage = motion.Blur(new PlanarImage(1, height, width, limbs)).Pixels.ToArray();
        var background = light.Draw(random, TurnedBackground);
        return Layered(coverage, Layer.Of(light.Front, motion), Layer.Of(light.Behind(background), Still(random)), coverage, background);
    }

    private static BlurLayer Passing(Random random, Scenery light, double length)
    {
        int width = light.Front.Width, height = light.Front.Height;
        ISceneMotion motion;
        float[] region;
        if (random.Chance(0.4))
        {
            motion = Straight(random, length);
            region = RegionMask.HalfPlane(random, width, height);
        }
        else
        {
            // Between two lines that meet in a vanishing point.
            double apexX = random.Uniform(-0.1, 1.1) * width, apexY = random.Uniform(-0.1, 1.1) * height;
            double towards = Math.Atan2(random.Uniform(0, height) - apexY, random.Uniform(0, width) - apexX);
            region = RegionMask.Wedge(width, height, apexX, apexY, towards, random.LogUniform(0.12, 0.8), random.Uniform(1, 3));
            motion = random.Chance(0.5) ? new StraightSceneMotion(MotionPsf.Straight(length, towards))
                : About(width, height, apexX, apexY, length, turns: false);
        }
        var background = light.Draw(random, TurnedBackground);
        return Layered(region, Layer.Of(light.Front, motion), Layer.Of(light.Behind(background), Still(random)), region, background);
    }

    private static BlurLayer Followed(Random random, Scenery light, double length)
    {
        int width = light.Front.Width, height = light.Front.Height;
        var subject = RegionMask.Subject(random, width, height, random.Uniform(0.05, 0.5), 0.6);
        var motion = random.Chance(0.5) ? Straight(random, length) : Radial(random, width, height, length);
        var still = Still(random);
        var background = light.Draw(random, TurnedBackground);
        return Layered(subject, Layer.Of(light.Front, still), Layer.Of(light.Behind(background), motion), subject, background);
    }

    // The near layer covers the far one; the shares say how much of it is seen.
    private static BlurLayer Layered(float[] coverage, Layer near, Layer far, float[] shares, Background background)
    {
        var (front, back) = (near.Blurred, far.Blurred);
        float[] mixed = new float[coverage.Length], widths = new float[coverage.Length], seen = new float[coverage.Length];
        for (int y = 0; y < front.Height; y++)
        {
            for (int x = 0; x < front.Width; x++)
            {
                int i = y * front.Width + x;
                mixed[i] = back.Buffer[i] + coverage[i] * (front.Buffer[i] - back.Buffer[i]);
                float share = Math.Clamp((shares[i] - LeastShare) / (FullShare - LeastShare), 0, 1);
                seen[i] = share * share * (3 - 2 * share);
                double outer = far.Motion.WidthAt(x, y);
                widths[i] = (float)(outer + seen[i] * (near.Motion.WidthAt(x, y) - outer));
            }
        }
        return new BlurLayer(new PlanarImage(1, front.Height, front.Width, mixed), widths,
            new LayeredDirectionalWidth(near.Motion.Directions, far.Motion.Directions, seen), seen, background);
    }

    private static ISceneMotion Still(Random random) => new StraightSceneMotion(PsfSampler.NearlySharp(random));

    private static ISceneMotion Straight(Random random, double length) =>
        new StraightSceneMotion(MotionPsf.Straight(length, PsfSampler.MotionAngle(random)));

    private static ISceneMotion Radial(Random random, int width, int height, double length) =>
        About(width, height, random.Uniform(-0.1, 1.1) * width, random.Uniform(-0.1, 1.1) * height, length, turns: random.Chance(0.3));

    private static RadialSceneMotion About(int width, int height, double x, double y, double length, bool turns)
    {
        double farX = Math.Max(x, width - x), farY = Math.Max(y, height - y), rate = 2 * length / Math.Sqrt(farX * farX + farY * farY);
        return turns ? new RadialSceneMotion(width, height, x, y, 0, Math.Min(MostTurn, rate))
            : new RadialSceneMotion(width, height, x, y, Math.Min(0.9, rate), 0);
    }

    private static void Lamp(float[] lamps, int width, int height, double x, double y, double radius)
    {
        int reach = (int)Math.Ceiling(radius) + 1;
        for (int row = Math.Max(0, (int)y - reach); row <= Math.Min(height - 1, (int)y + reach); row++)
            for (int column = Math.Max(0, (int)x - reach); column <= Math.Min(width - 1, (int)x + reach); column++)
            {
                double distance = Math.Sqrt((column - x) * (column - x) + (row - y) * (row - y));
                lamps[row * width + column] = Math.Max(lamps[row * width + column], (float)Math.Clamp(radius + 0.5 - distance, 0, 1));
            }
    }

    private sealed record Layer(PlanarImage Blurred, ISceneMotion Motion)
    {
        public static Layer Of(PlanarImage light, ISceneMotion motion) => new(motion.Blur(light), motion);
    }
}
