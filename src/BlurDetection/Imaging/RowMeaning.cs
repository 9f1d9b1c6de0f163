namespace BlurDetection.Imaging;

/// <summary>What the bytes of a decoder's rows are.</summary>
internal enum RowMeaning
{
    /// <summary>One byte of grey.</summary>
    Grey,

    /// <summary>Red, green, blue, and a byte to ignore.</summary>
    Colours,

    /// <summary>Blue, green, red, and a byte to ignore.</summary>
    ColoursReversed,

    /// <summary>Red, green, blue, alpha.</summary>
    ColoursAndAlpha,

    /// <summary>Blue, green, red, alpha.</summary>
    ColoursReversedAndAlpha,

    /// <summary>Luma, and three bytes to ignore.</summary>
    LumaFirst,
}
