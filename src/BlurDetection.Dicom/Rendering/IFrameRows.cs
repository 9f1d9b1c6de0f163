using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Rendering;

/// <summary>A frame as a person would see it, row by row.</summary>
internal interface IFrameRows
{
    /// <summary>1 (grey) or 3 (red, green, blue).</summary>
    int Channels { get; }

    /// <summary>What became black and white; null where samples of 8 bits are taken as they are.</summary>
    SampleRange? Range { get; }

    /// <summary>Gives a row.</summary>
    /// <param name="y">The row, from 0.</param>
    /// <param name="values">Takes width x channels values in 0..255.</param>
    /// <param name="hasData">Takes 1 for each pixel of the image, 0 for padding.</param>
    void Read(int y, Span<float> values, Span<byte> hasData);
}
