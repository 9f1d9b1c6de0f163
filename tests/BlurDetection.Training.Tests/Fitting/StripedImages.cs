using BlurDetection.Imaging;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Tests.Fitting;

/// <summary>Small luma pictures: fine stripes are in focus, broad ones are blurred. Each seed gives another phase and noise.</summary>
internal sealed class StripedImages(int count, int side = 16, Action? onLoad = null) : ITrainingData
{
    private int loading;

    public int Count => count;

    /// <summary>The most calls of <see cref="Load"/> at one time.</summary>
    internal int MostAtOnce { get; private set; }

    internal static Network Network() => new("stripes", new NetworkInput(1),
    [
        new Rescaling(1 / 255.0),
        new Conv2D(6, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new BatchNormalization { Momentum = 0.8 },
        new MaxPooling2D(2),
        new Conv2D(6, 3) { Activation = ActivationFunction.Relu },
        new GlobalAveragePooling2D(),
        new Dropout(0.2),
        new Dense(2) { Activation = ActivationFunction.Softmax, Name = "verdict" },
    ]);

    public TrainingSample Load(int index, int seed)
    {
        lock (this) MostAtOnce = Math.Max(MostAtOnce, ++loading);
        try
        {
            onLoad?.Invoke();
            return Draw(index, new Random(seed), side);
        }
        finally
        {
            lock (this) loading--;
        }
    }

    private static TrainingSample Draw(int index, Random random, int side)
    {
        var blurred = index % 2 == 0;
        var phase = random.NextDouble() * 6;
        var pixels = new float[side * side];
        for (var i = 0; i < pixels.Length; i++)
            pixels[i] = (float)(127 + 90 * Math.Sin(phase + i % side * (blurred ? 0.3 : 2.2)) + 10 * random.NextDouble());
        return new TrainingSample(new PlanarImage(1, side, side, pixels), blurred ? [1, 0] : [0, 1]);
    }
}
