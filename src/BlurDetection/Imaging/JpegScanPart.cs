namespace BlurDetection.Imaging;

/// <summary>A component in a scan.</summary>
/// <param name="IsLuma">Whether it is luma.</param>
/// <param name="Blocks">Its blocks in an MCU of the frame.</param>
/// <param name="Table">Place of its table of DC coefficients.</param>
internal readonly record struct JpegScanPart(bool IsLuma, int Blocks, int Table);
