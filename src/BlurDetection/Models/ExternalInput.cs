using BlurDetection.Buffers;
using BlurDetection.Imaging;

namespace BlurDetection.Models;

/// <summary>The input of a classifier from elsewhere: values scaled and ordered as it was trained.</summary>
internal sealed class ExternalInput : ModelInput
{
    private readonly bool _channelsLast;
    private readonly int[] _planes;
    private readonly float[] _factors;
    private readonly float[] _offsets;

    public ExternalInput(string name, int channels, OnnxModelOptions options) : base([name])
    {
        _channelsLast = options.Layout == TensorLayout.Nhwc;
        _planes = channels == 1 ? [0] : options.ChannelOrder == ChannelOrder.Rgb ? [0, 1, 2] : [2, 1, 0];
        // (value * scale - mean) / deviation, as one multiplication and one addition.
        _factors = [.. _planes.Select((_, c) => (float)(options.Scale / Deviation(c)))];
        _offsets = [.. _planes.Select((_, c) => (float)(-Of(options.Mean, c, otherwise: 0) / Deviation(c)))];

        double Deviation(int channel) => Of(options.StandardDeviation, channel, otherwise: 1);
    }

    public override BoundInput Bind(PlanarImage image)
    {
        var (pixels, channels) = (image.Pixels.Length, image.Channels);
        var plane = pixels / channels;
        var values = BoundedPool<float>.Rent(pixels);
        for (var c = 0; c < channels; c++)
        {
            var source = image.Pixels.Slice(_planes[c] * plane, plane);
            var (factor, offset) = (_factors[c], _offsets[c]);
            var (start, step) = _channelsLast ? (c, channels) : (c * plane, 1);
            for (var i = 0; i < plane; i++) values[start + i * step] = source[i] * factor + offset;
        }
        var tensor = _channelsLast
            ? Tensor(values, pixels, 1, image.Height, image.Width, channels)
            : Tensor(values, pixels, 1, channels, image.Height, image.Width);
        return new BoundInput([tensor], () => BoundedPool<float>.Return(values));
    }

    private static double Of(double[] values, int channel, double otherwise) => values switch
    {
        [] => otherwise,
        [var one] => one,
        _ => values[channel],
    };
}
