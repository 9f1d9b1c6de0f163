namespace BlurDetection.Jpeg;

/// <summary>How much of a JPEG's entropy-coded data arrived.</summary>
internal enum JpegCompleteness
{
    /// <summary>Could not be found out: an unusual coding, or damage other than missing data.</summary>
    Unknown,

    /// <summary>Every block of every scan, and the end marker.</summary>
    Whole,

    /// <summary>Every block; only the end marker is missing.</summary>
    EndMarkerMissing,

    /// <summary>Data end before the last block of a scan.</summary>
    RowsMissing,
}
