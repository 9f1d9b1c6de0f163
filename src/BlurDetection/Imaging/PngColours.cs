namespace BlurDetection.Imaging;

/// <summary>PNG's numbers for what a pixel holds.</summary>
internal enum PngColours
{
    Grey = 0,
    Rgb = 2,
    Palette = 3,
    GreyAlpha = 4,
    Rgba = 6,
}
