using System.Numerics.Tensors;

namespace BlurDetection.Synthesis.Scenes;

/// <summary>Random soft-edged regions: where a subject stands in a picture. Values 0 (outside) to 1 (inside).</summary>
internal static class RegionMask
{
    private const int Grid = 4;

    /// <summary>One blob, or two that overlap or stand side by side, as head and shoulders or a pair of things do.</summary>
    /// <inheritdoc cref="Blob"/>
    public static float[] Subject(Random random, int width, int height, double area, double offCentre)
    {
        if (random.Chance(0.6)) return Blob(random, width, height, area, offCentre);
        double share = random.Uniform(0.3, 0.7);
        var mask = Blob(random, width, height, area * share, offCentre);
        TensorPrimitives.Max(mask, Blob(random, width, height, area * (1 - share), offCentre), mask);
        return mask;
    }

    /// <summary>A blob around a point: a superellipse with a wavy outline.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="area">Share of the picture that the blob covers, about, 0 to 1.</param>
    /// <param name="offCentre">How far from the centre it may lie, 0 (at the centre) to 1 (anywhere).</param>
    public static float[] Blob(Random random, int width, int height, double area, double offCentre)
    {
        double aspect = random.LogUniform(0.5, 2);
        double radiusY = Math.Sqrt(area * width * height / (Math.PI * aspect)), radiusX = radiusY * aspect;
        double centreX = width * (0.5 + offCentre * random.Uniform(-0.5, 0.5)),
            centreY = height * (0.5 + offCentre * random.Uniform(-0.5, 0.5));
        double power = random.LogUniform(1.6, 5), tilt = random.Angle(), cos = Math.Cos(tilt), sin = Math.Sin(tilt);
        double wave1 = random.Uniform(0, 0.2), wave2 = random.Uniform(0, 0.12), phase1 = random.Angle(), phase2 = random.Angle();
        double edge = random.Uniform(1, 3);
        // The distance to the outline changes slowly: it is worked out at every fourth pixel, and straight in between.
        int columns = (width + Grid - 1) / Grid + 1, rows = (height + Grid - 1) / Grid + 1;
        var distances = new float[columns * rows];
        for (int row = 0; row < rows; row++)
        {
            for (int column = 0; column < columns; column++)
            {
                double x = column * Grid - centreX, y = row * Grid - centreY;
                double u = (x * cos + y * sin) / radiusX, v = (-x * sin + y * cos) / radiusY, theta = Math.Atan2(v, u);
                double outline = 1 + wave1 * Math.Sin(2 * theta + phase1) + wave2 * Math.Sin(5 * theta + phase2);
                distances[row * columns + column] =
                    (float)(Math.Pow(Math.Pow(Math.Abs(u), power) + Math.Pow(Math.Abs(v), power), 1 / power) - outline);
            }
        }
        float steepness = (float)(Math.Min(radiusX, radiusY) / (2 * edge));
        var mask = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            float below = y % Grid / (float)Grid;
            for (int x = 0; x < width; x++)
            {
                int at = y / Grid * columns + x / Grid;
                float right = x % Grid / (float)Grid;
                float distance = (distances[at] * (1 - right) + distances[at + 1] * right) * (1 - below)
                    + (distances[at + columns] * (1 - right) + distances[at + columns + 1] * right) * below;
                mask[y * width + x] = Math.Clamp(0.5f - distance * steepness, 0, 1);
            }
        }
        return mask;
    }

    /// <summary>One side of a line through the picture.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    public static float[] HalfPlane(Random random, int width, int height)
    {
        double angle = random.Angle(), cos = Math.Cos(angle), sin = Math.Sin(angle),
            offset = random.Uniform(-0.25, 0.25) * Math.Min(width, height);
        double edge = random.Uniform(1, 4), wave = random.Uniform(0, 0.06) * width, frequency = random.Uniform(1, 4) * 2 * Math.PI / width,
            phase = random.Angle();
        var mask = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double u = (x - width / 2.0) * cos + (y - height / 2.0) * sin, v = -(x - width / 2.0) * sin + (y - height / 2.0) * cos;
                mask[y * width + x] = (float)Math.Clamp(0.5 + (u - offset - wave * Math.Sin(frequency * v + phase)) / (2 * edge), 0, 1);
            }
        }
        return mask;
    }

    /// <summary>What lies between two lines that meet in a point.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="apexX">The point, in pixels; may lie outside.</param>
    /// <param name="apexY">The point, in pixels; may lie outside.</param>
    /// <param name="towards">Direction of the middle, in radians, 0 = along the rows.</param>
    /// <param name="opening">Angle between the middle and each line, in radians, above 0 and below a right angle.</param>
    /// <param name="edge">Softness of the outline, in pixels.</param>
    public static float[] Wedge(int width, int height, double apexX, double apexY, double towards, double opening, double edge)
    {
        double cos = Math.Cos(towards), sin = Math.Sin(towards), along = Math.Sin(opening), across = Math.Cos(opening);
        var mask = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double u = (x - apexX) * cos + (y - apexY) * sin, v = Math.Abs(-(x - apexX) * sin + (y - apexY) * cos);
                mask[y * width + x] = (float)Math.Clamp(0.5 + (u * along - v * across) / (2 * edge), 0, 1);
            }
        }
        return mask;
    }

    /// <summary>All that lies near a line from a joint to an end, thick at the joint and half as thick at the end.</summary>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="jointX">Where it begins, in pixels.</param>
    /// <param name="jointY">Where it begins, in pixels.</param>
    /// <param name="endX">Where it ends, in pixels; not the joint.</param>
    /// <param name="endY">Where it ends, in pixels; not the joint.</param>
    /// <param name="thickness">Distance from the line to the outline at the joint, in pixels, above 0.</param>
    /// <param name="edge">Softness of the outline, in pixels.</param>
    public static float[] Limb(int width, int height, double jointX, double jointY, double endX, double endY, double thickness, double edge)
    {
        double across = endX - jointX, down = endY - jointY, square = across * across + down * down;
        var mask = new float[width * height];
        for (int y = 0; y < height; y++)
        {
            for (int x = 0; x < width; x++)
            {
                double along = Math.Clamp(((x - jointX) * across + (y - jointY) * down) / square, 0, 1);
                double distanceX = x - jointX - along * across, distanceY = y - jointY - along * down;
                double inside = thickness * (1 - along / 2) - Math.Sqrt(distanceX * distanceX + distanceY * distanceY);
                mask[y * width + x] = (float)Math.Clamp(0.5 + inside / (2 * edge), 0, 1);
            }
        }
        return mask;
    }

    /// <summary>Distance from a focal plane through a tilted background, 0 (in focus) to about 1 (far end).</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="width">Pixels in a row.</param>
    /// <param name="height">Rows.</param>
    /// <param name="focus">Where the plane of focus lies along the slope: 0.5 = through the picture's centre; beyond 0..1
    /// it misses the picture.</param>
    public static float[] DepthRamp(Random random, int width, int height, double focus)
    {
        double angle = random.Chance(0.7) ? Math.PI / 2 + random.Uniform(-0.2, 0.2) : random.Angle();
        double cos = Math.Cos(angle), sin = Math.Sin(angle), reach = Math.Abs(cos) * width + Math.Abs(sin) * height;
        var ramp = new float[width * height];
        for (int y = 0; y < height; y++)
            for (int x = 0; x < width; x++)
                ramp[y * width + x] = (float)Math.Abs(((x - width / 2.0) * cos + (y - height / 2.0) * sin) / reach + 0.5 - focus);
        return ramp;
    }
}
