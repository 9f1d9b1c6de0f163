namespace BlurDetection.Training.Augmentation;

/// <summary>Where an output pixel comes from: row = A r + B c + R, column = C r + D c + S.</summary>
internal readonly record struct AffineMap(double A, double B, double C, double D, double R, double S)
{
    /// <summary>A 2x2 matrix about the centre of the image.</summary>
    public static AffineMap About(double a, double b, double c, double d, int height, int width)
    {
        double row = height / 2.0 - 0.5, column = width / 2.0 - 0.5;
        return new AffineMap(a, b, c, d, row - a * row - b * column, column - c * row - d * column);
    }

    public (double Row, double Column) Source(int row, int column) =>
        (A * row + B * column + R, C * row + D * column + S);
}
