using BlurDetection.Imaging;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Benchmarks.TrainingStep;

/// <summary>Images of noise, by default as large as the notebook's, made beforehand: what is timed is the step, not the decoder.</summary>
internal sealed class RandomImages : ITrainingData
{
    private readonly TrainingSample[] _samples;

    internal RandomImages(int count, int channels = 3, int side = 128)
    {
        var random = new Random(1);
        _samples = [.. Enumerable.Range(0, count).Select(i =>
        {
            var pixels = new float[channels * side * side];
            for (var p = 0; p < pixels.Length; p++) pixels[p] = random.NextSingle() * 255;
            return new TrainingSample(new PlanarImage(channels, side, side, pixels), i % 2 == 0 ? [1, 0] : [0, 1]);
        })];
    }

    public int Count => _samples.Length;

    public TrainingSample Load(int index, int seed) => _samples[index];
}
