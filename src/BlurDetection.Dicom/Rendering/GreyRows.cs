using BlurDetection.Dicom.Attributes;
using BlurDetection.Dicom.Codecs;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Rendering;

/// <summary>A monochrome frame: stored values through modality transform and window to grey.</summary>
internal sealed class GreyRows : IFrameRows
{
    private const int Sampled = 1 << 18;
    private readonly StoredSamples _samples;
    private readonly (int Low, int High)? _padding;
    private readonly float[]? _table; // by the bits of a stored value; null where there are too many
    private readonly Func<double, float> _shown;
    private readonly int[] _stored;

    public GreyRows(StoredSamples samples, ImageAttributes image, DisplayAttributes display, SampleRangeOptions options)
    {
        (_samples, _padding, _stored) = (samples, display.Padding, new int[samples.Width]);
        var modality = new ModalityTransform(display);
        var choice = GreyChoice.Of(image, display, modality, Statistics(modality), options);
        var inverted = image.Photometric == Photometric.Monochrome1;
        Range = inverted && choice.Range is { } range ? range with { Black = range.White, White = range.Black } : choice.Range;
        _shown = stored => (float)(255 * (inverted ? 1 - choice.Apply(modality.Apply(stored)) : choice.Apply(modality.Apply(stored))));
        if (samples.Bits > 16) return;
        _table = new float[1 << samples.Bits];
        for (var i = 0; i < _table.Length; i++) _table[i] = _shown(samples.Signed && i >= _table.Length / 2 ? i - _table.Length : i);
    }

    public int Channels => 1;

    public SampleRange? Range { get; }

    public void Read(int y, Span<float> values, Span<byte> hasData)
    {
        _samples.Row(y, 0, _stored);
        if (_table is not null)
            for (var x = 0; x < _stored.Length; x++) values[x] = _table[_stored[x] & (_table.Length - 1)];
        else
            for (var x = 0; x < _stored.Length; x++) values[x] = _shown(Value(_stored[x]));
        FindData(hasData);
    }

    private double Value(int stored) => _samples.Signed ? stored : (uint)stored;

    private void FindData(Span<byte> hasData)
    {
        if (_padding is not var (low, high)) hasData.Fill(1);
        else
            for (var x = 0; x < _stored.Length; x++) hasData[x] = _stored[x] < low || _stored[x] > high ? (byte)1 : (byte)0;
    }

    /// <summary>What values the frame holds, of every so many rows.</summary>
    private SampleStatistics Statistics(ModalityTransform modality)
    {
        var statistics = new SampleStatistics();
        var (values, hasData) = (new float[_samples.Width], new byte[_samples.Width]);
        var step = Math.Max(1, (int)((long)_samples.Width * _samples.Height / Sampled));
        for (var y = Math.Min(step / 2, _samples.Height - 1); y < _samples.Height; y += step)
        {
            _samples.Row(y, 0, _stored);
            for (var x = 0; x < values.Length; x++) values[x] = (float)modality.Apply(Value(_stored[x]));
            FindData(hasData);
            statistics.Add(values, hasData);
        }
        return statistics;
    }
}
