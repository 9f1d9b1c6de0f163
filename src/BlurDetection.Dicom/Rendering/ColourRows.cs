using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Codecs;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Rendering;

/// <summary>A frame of red, green and blue, or of luma and two colour differences.</summary>
internal sealed class ColourRows : IFrameRows
{
    private const int Sampled = 1 << 18;
    private readonly StoredSamples _samples;
    private readonly Photometric _photometric;
    private readonly int[] _first, _second, _third;
    private readonly double _scale;
    private readonly float[] _colour = new float[3];

    public ColourRows(StoredSamples samples, Photometric photometric, SampleRangeOptions options)
    {
        (_samples, _photometric) = (samples, photometric);
        (_first, _second, _third) = (new int[samples.Width], new int[samples.Width], new int[samples.Width]);
        var white = Math.Pow(2, samples.Bits) - 1;
        _scale = 255 / white;
        if (samples.Bits > 8 || options.Window is not null) Range = Choose(options, white);
    }

    public int Channels => 3;

    public SampleRange? Range { get; }

    public void Read(int y, Span<float> values, Span<byte> hasData)
    {
        Load(y);
        for (var x = 0; x < _first.Length; x++)
        {
            var (red, green, blue) = Colour(x);
            (values[3 * x], values[3 * x + 1], values[3 * x + 2]) = (Clipped(red), Clipped(green), Clipped(blue));
        }
        if (Range is { } range && range != new SampleRange(0, 255 / _scale, range.Origin))
            Stretch(range, values);
        hasData.Fill(1);
    }

    private void Load(int y)
    {
        _samples.Row(y, 0, _first);
        _samples.Row(y, 1, _second);
        _samples.Row(y, 2, _third);
    }

    /// <summary>Red, green and blue, where 255 stands for the largest sample.</summary>
    private (double Red, double Green, double Blue) Colour(int x)
    {
        var (first, second, third) = (Scaled(_first[x]), Scaled(_second[x]), Scaled(_third[x]));
        return _photometric switch
        {
            Photometric.YbrFull or Photometric.YbrFull422 => FromFull(first, second, third),
            Photometric.YbrPartial422 => FromFull((first - 16) * 255 / 219, Wide(second), Wide(third)),
            _ => (first, second, third),
        };
    }

    /// <summary>The range of the colours of every so many rows.</summary>
    private SampleRange Choose(SampleRangeOptions options, double white)
    {
        var statistics = new SampleStatistics();
        var step = Math.Max(1, (int)((long)_samples.Width * _samples.Height / Sampled));
        for (var y = Math.Min(step / 2, _samples.Height - 1); y < _samples.Height; y += step)
        {
            Load(y);
            for (var x = 0; x < _samples.Width; x++)
            {
                var (red, green, blue) = Colour(x);
                (_colour[0], _colour[1], _colour[2]) = ((float)(red / _scale), (float)(green / _scale), (float)(blue / _scale));
                statistics.Add(_colour);
            }
        }
        return statistics.Choose(options, null, 0, white);
    }

    private void Stretch(SampleRange range, Span<float> values)
    {
        for (var i = 0; i < values.Length; i++) values[i] = (float)(values[i] / _scale);
        range.Apply(values, values);
    }

    private double Scaled(int value) => (uint)value * _scale;

    // ITU-R BT.601; PS3.3, C.7.6.3.1.2.
    private static (double, double, double) FromFull(double luma, double blue, double red) =>
        (luma + 1.402 * (red - 128), luma - 0.344136 * (blue - 128) - 0.714136 * (red - 128), luma + 1.772 * (blue - 128));

    private static double Wide(double difference) => (difference - 128) * 255 / 224 + 128;

    private static float Clipped(double value) => (float)Math.Clamp(value, 0, 255);
}
