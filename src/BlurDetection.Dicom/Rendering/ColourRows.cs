using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Codecs;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Rendering;

/// <summary>A frame of red, green and blue, or of luma and two colour differences.</summary>
internal sealed class ColourRows(StoredSamples samples, Photometric photometric) : IFrameRows
{
    private readonly int[] _first = new int[samples.Width], _second = new int[samples.Width], _third = new int[samples.Width];
    private readonly double _scale = 255 / (Math.Pow(2, samples.Bits) - 1);

    public int Channels => 3;

    public SampleRange? Range => samples.Bits > 8 ? new SampleRange(0, Math.Pow(2, samples.Bits) - 1, SampleRangeOrigin.Metadata) : null;

    public void Read(int y, Span<float> values, Span<byte> hasData)
    {
        samples.Row(y, 0, _first);
        samples.Row(y, 1, _second);
        samples.Row(y, 2, _third);
        for (var x = 0; x < _first.Length; x++)
        {
            var (red, green, blue) = (Scaled(_first[x]), Scaled(_second[x]), Scaled(_third[x]));
            if (photometric is Photometric.YbrFull or Photometric.YbrFull422) (red, green, blue) = FromFull(red, green, blue);
            else if (photometric == Photometric.YbrPartial422)
                (red, green, blue) = FromFull((red - 16) * 255 / 219, Wide(green), Wide(blue));
            (values[3 * x], values[3 * x + 1], values[3 * x + 2]) = (Clipped(red), Clipped(green), Clipped(blue));
        }
        hasData.Fill(1);
    }

    private double Scaled(int value) => (uint)value * _scale;

    // ITU-R BT.601; PS3.3, C.7.6.3.1.2.
    private static (double, double, double) FromFull(double luma, double blue, double red) =>
        (luma + 1.402 * (red - 128), luma - 0.344136 * (blue - 128) - 0.714136 * (red - 128), luma + 1.772 * (blue - 128));

    private static double Wide(double difference) => (difference - 128) * 255 / 224 + 128;

    private static float Clipped(double value) => (float)Math.Clamp(value, 0, 255);
}
