using System.Globalization;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Tests.Fitting;

/// <summary>A small training run in a process of its own, so that a test can kill it. Prints a line for each step and the
/// final weights' bits.</summary>
internal static class ResumableRun
{
    internal const string Command = "train-resumably";

    internal const int Epochs = 5;

    internal static int Run(string folder, string resume, string holdAt)
    {
        using var module = new NetworkModule(StripedImages.Network(), seed: 9);
        var options = new FitOptions
        {
            Epochs = Epochs, BatchSize = 4, LearningRate = 0.01, Seed = 9, Threads = 1, Workers = 1, CheckpointFolder = folder,
            Resume = resume == "resume",
        };
        TrainingCallback[] callbacks =
        [
            new ReduceLROnPlateau(patience: 1, minDelta: 10, factor: 0.5), new EarlyStopping(patience: 100),
            new CsvLogger(Path.Combine(folder, "history.csv")),
        ];
        new NetworkTrainer(module, options).Fit(new StripedImages(32), new StripedImages(8), callbacks, new Lines(holdAt));
        foreach (var (name, weight) in module.GetWeights())
        {
            var bits = weight.Values.Select(v => BitConverter.SingleToInt32Bits(v).ToString("x8", CultureInfo.InvariantCulture));
            Console.WriteLine($"{name} {string.Join(' ', bits)}");
        }
        return 0;
    }

    private sealed class Lines(string holdAt) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value)
        {
            string line = $"{value.Phase} {value.Epoch} {value.Step}";
            Console.WriteLine(line);
            if (line == holdAt) Thread.Sleep(Timeout.Infinite); // until it is killed
        }
    }
}
