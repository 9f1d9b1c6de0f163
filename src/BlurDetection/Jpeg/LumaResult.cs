namespace BlurDetection.Jpeg;

/// <summary>What became of the scans of a JPEG.</summary>
internal enum LumaResult
{
    /// <summary>All of luma is there.</summary>
    Whole,

    /// <summary>The file is of an unusual form.</summary>
    Unusual,

    /// <summary>Some of luma never arrived.</summary>
    CutShort,

    /// <summary>A scan makes no sense.</summary>
    Damaged,
}
