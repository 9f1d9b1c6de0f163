namespace BlurDetection.Imaging;

/// <summary>TurboJPEG's numbers for how a JPEG stores its colours (TJCS).</summary>
internal enum TurboJpegColourSpace
{
    Rgb = 0,
    YCbCr = 1,
    Grey = 2,
    Cmyk = 3,
    Ycck = 4,
}
