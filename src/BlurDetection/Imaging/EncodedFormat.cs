namespace BlurDetection.Imaging;

/// <summary>The file formats that are decoded, told by their first bytes.</summary>
internal enum EncodedFormat
{
    Unknown,
    Jpeg,
    Png,
    WebP,
    Bmp,
    Gif,
}
