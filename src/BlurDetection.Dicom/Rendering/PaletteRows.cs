using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Codecs;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Rendering;

/// <summary>A frame of indices into a palette.</summary>
internal sealed class PaletteRows(StoredSamples samples, Palette palette) : IFrameRows
{
    private readonly int[] _indices = new int[samples.Width];

    public int Channels => 3;

    public SampleRange? Range => null;

    public void Read(int y, Span<float> values, Span<byte> hasData)
    {
        samples.Row(y, 0, _indices);
        for (var x = 0; x < _indices.Length; x++)
            (values[3 * x], values[3 * x + 1], values[3 * x + 2]) = palette[_indices[x]];
        hasData.Fill(1);
    }
}
