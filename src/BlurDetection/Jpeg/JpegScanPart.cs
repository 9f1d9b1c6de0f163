namespace BlurDetection.Jpeg;

/// <summary>A component in a scan.</summary>
/// <param name="IsLuma">Whether it is luma.</param>
/// <param name="Blocks">Its blocks in an MCU of the frame.</param>
/// <param name="Table">Place of its table of the first coefficients.</param>
/// <param name="AcTable">Place of its table of the others.</param>
internal readonly record struct JpegScanPart(bool IsLuma, int Blocks, int Table, int AcTable);
