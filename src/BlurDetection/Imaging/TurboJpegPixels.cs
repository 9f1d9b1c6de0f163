namespace BlurDetection.Imaging;

/// <summary>TurboJPEG's numbers for pixel formats (TJPF).</summary>
internal enum TurboJpegPixels
{
    Rgbx = 2,
    Grey = 6,
}
