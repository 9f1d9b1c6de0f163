using BlurDetection.Imaging;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Tensors;
using static TorchSharp.torch;

namespace BlurDetection.Training.Quantization;

/// <summary>What values some layers give on images: how they are spread, and the mean of each channel.</summary>
internal sealed class ActivationStatistics
{
    private readonly Dictionary<string, ValueHistogram> _histograms = [];
    private readonly Dictionary<string, double[]> _sums = [];
    private readonly Dictionary<string, long> _cells = [];

    /// <summary>Runs the network over the images.</summary>
    /// <exception cref="ArgumentException">There is no image, or one that the network does not take.</exception>
    public ActivationStatistics(NetworkModule module, IReadOnlyCollection<string> layers, IEnumerable<PlanarImage> images)
    {
        module.eval();
        using var noGrad = no_grad();
        foreach (var image in images)
        {
            using var scope = NewDisposeScope();
            using var values =
                module.forward(TensorMemory.Copy(image.Pixels.ToArray(), [1, image.Channels, image.Height, image.Width]), layers);
            foreach (var layer in layers) Count(layer, values[layer]);
        }
        if (_cells.Count == 0) throw new ArgumentException("Images are needed, to see what values occur.", nameof(images));
    }

    /// <summary>See <see cref="ValueHistogram.BestMaximum"/>.</summary>
    public double BestMaximum(string layer) => _histograms[layer].BestMaximum();

    /// <summary>Mean of each channel over all cells of all images.</summary>
    public IReadOnlyList<double> Means(string layer) => [.. _sums[layer].Select(sum => sum / _cells[layer])];

    private void Count(string layer, Tensor values)
    {
        if (!_histograms.TryGetValue(layer, out var histogram))
            (_histograms[layer], _sums[layer], _cells[layer]) = (histogram = new ValueHistogram(), new double[values.shape[1]], 0);
        float[] numbers = values.contiguous().data<float>().ToArray();
        histogram.Add(numbers);
        int cells = (int)(values.shape[2] * values.shape[3]);
        for (int channel = 0; channel < _sums[layer].Length; channel++)
        {
            double sum = 0;
            foreach (float value in numbers.AsSpan(channel * cells, cells)) sum += value;
            _sums[layer][channel] += sum;
        }
        _cells[layer] += cells;
    }
}
