using System.Numerics;

namespace BlurDetection.Imaging;

/// <summary>The samples that become black (0) and white (255); what lies outside is clipped.</summary>
/// <param name="Black">The sample that becomes 0.</param>
/// <param name="White">The sample that becomes 255; below <paramref name="Black"/> where the file stores white as the
/// smallest sample.</param>
/// <param name="Origin">How the two were chosen.</param>
public sealed record SampleRange(double Black, double White, SampleRangeOrigin Origin)
{
    /// <summary>Brings samples to 0..255; NaN becomes 0.</summary>
    /// <param name="samples">Samples as stored.</param>
    /// <param name="values">Takes as many values.</param>
    public void Apply(ReadOnlySpan<float> samples, Span<float> values)
    {
        var factor = White == Black ? 0 : 255 / (White - Black);
        var (scale, shift) = ((float)factor, (float)(-Black * factor));
        var i = 0;
        for (; i <= samples.Length - Vector<float>.Count; i += Vector<float>.Count)
        {
            var shown = new Vector<float>(samples[i..]) * scale + new Vector<float>(shift);
            var bounded = Vector.Min(shown, new Vector<float>(255));
            Vector.ConditionalSelect(Vector.GreaterThanOrEqual(shown, Vector<float>.Zero), bounded, Vector<float>.Zero).CopyTo(values[i..]);
        }
        for (; i < samples.Length; i++)
        {
            var value = samples[i] * scale + shift;
            values[i] = value >= 0 ? Math.Min(value, 255f) : 0f;
        }
    }
}
