namespace BlurDetection.Training;

/// <summary>A size of synthesized images, and how often it is drawn.</summary>
/// <param name="Width">Pixels in a row, at least 32.</param>
/// <param name="Height">Rows, at least 32.</param>
/// <param name="Share">Relative frequency, above 0.</param>
public sealed record SynthesizedSize(int Width, int Height, double Share);
