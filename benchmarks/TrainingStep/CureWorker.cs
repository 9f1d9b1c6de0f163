using System.Diagnostics;
using System.Globalization;
using BlurDetection.Training;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Benchmarks.TrainingStep;

/// <summary>A process with one way of computing convolutions: each line that it reads is answered by the seconds of two steps.</summary>
internal static class CureWorker
{
    internal const string Command = "cure-worker", Diverged = "diverged";

    // Without filters in multiples of 16, where padding them costs most.
    private static Network Odd() => new("odd", new NetworkInput(3),
    [
        new Rescaling(1 / 255.0),
        .. new[] { 8, 24, 40 }.SelectMany(filters => (Layer[])
        [
            new Conv2D(filters, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
            new Conv2D(filters, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
            new MaxPooling2D(2),
        ]),
        new GlobalAveragePooling2D(),
        new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    /// <summary>Networks by name, with the sizes of a step.</summary>
    internal static (Network Network, int Batch, int Side) Case(string name) => name switch
    {
        "notebook" => (TrainingRecipe.Notebook.Network!, 16, 128),
        "default" => (TrainingRecipe.Default.Network!, 4, 512),
        "odd" => (Odd(), 16, 128),
        _ => throw new ArgumentException($"There is no case '{name}'.", nameof(name)),
    };

    internal static int Run(string name)
    {
        var (network, batch, side) = Case(name);
        using var module = new NetworkModule(network, seed: 1);
        var options = new FitOptions { Epochs = 1, BatchSize = batch, Threads = 1, Workers = 1, LearningRate = 1e-5 };
        var trainer = new NetworkTrainer(module, options);
        var pictures = new RandomImages(2 * batch, network.Input.Channels, side);
        using var process = Process.GetCurrentProcess();
        while (Console.ReadLine() is not null)
        {
            // Processor time: on one thread it is the time of a step, and what else runs on the machine disturbs it less.
            var before = process.TotalProcessorTime;
            try
            {
                trainer.Fit(pictures);
                process.Refresh();
                Console.WriteLine((process.TotalProcessorTime - before).TotalSeconds.ToString("R", CultureInfo.InvariantCulture));
            }
            catch (TrainingDivergedException)
            {
                Console.WriteLine(Diverged);
            }
        }
        return 0;
    }
}
