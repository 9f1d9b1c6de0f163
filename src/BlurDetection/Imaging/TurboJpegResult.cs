namespace BlurDetection.Imaging;

/// <summary>What became of a JPEG in libturbojpeg.</summary>
internal enum TurboJpegResult
{
    /// <summary>Decoded without a warning.</summary>
    Decoded,

    /// <summary>Refused, or a warning other than those below.</summary>
    Failed,

    /// <summary>The file ends without an end marker.</summary>
    EndMarkerMissing,

    /// <summary>Data end before the last row, at a marker.</summary>
    RowsMissing,
}
