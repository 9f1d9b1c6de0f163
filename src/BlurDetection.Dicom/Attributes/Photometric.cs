namespace BlurDetection.Dicom.Attributes;

/// <summary>What the samples of a pixel mean (PS3.3, C.7.6.3.1.2).</summary>
internal enum Photometric
{
    /// <summary>Grey; the smallest sample is white.</summary>
    Monochrome1,

    /// <summary>Grey; the smallest sample is black.</summary>
    Monochrome2,

    /// <summary>Indices into three look-up tables.</summary>
    Palette,

    /// <summary>Red, green, blue.</summary>
    Rgb,

    /// <summary>Luma and two colour differences, full range.</summary>
    YbrFull,

    /// <summary>As <see cref="YbrFull"/>, with colour differences for pairs of pixels.</summary>
    YbrFull422,

    /// <summary>Luma and two colour differences, luma from 16 to 235, with colour differences for pairs of pixels.</summary>
    YbrPartial422,

    /// <summary>Red, green and blue that a JPEG 2000 codec transforms by itself.</summary>
    Jpeg2000Colour,
}
