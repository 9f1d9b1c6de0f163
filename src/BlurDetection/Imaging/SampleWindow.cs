namespace BlurDetection.Imaging;

/// <summary>A display window: samples from half a width below the centre to half a width above it become 0..255.</summary>
/// <param name="Center">The sample that becomes mid-grey.</param>
/// <param name="Width">The range of samples shown, above 0.</param>
public readonly record struct SampleWindow(double Center, double Width)
{
    internal double Black => Center - Width / 2;

    internal double White => Center + Width / 2;
}
