using System.Diagnostics;
using System.Globalization;
using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Native;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Tests.Native;

/// <summary>A process of its own that trains a little, for what libtorch's settings change for a whole process.</summary>
internal static class TorchRun
{
    internal const string Command = "train-a-little";

    // Filters that are not a multiple of 16, as where the fault was seen.
    internal static Network Network() => new("small", new NetworkInput(1),
    [
        new Rescaling(1 / 255.0),
        new Conv2D(8, 3) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new Conv2D(24, 3) { Strides = 2, Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new Conv2D(24, 5) { Padding = Padding.Same, Activation = ActivationFunction.Relu },
        new Conv2D(24, 3) { Padding = Padding.Same, Groups = 24, Activation = ActivationFunction.Relu },
        new GlobalAveragePooling2D(),
        new Dense(2) { Activation = ActivationFunction.Softmax },
    ]);

    /// <summary>Prints the mode and the switches, then the losses; an error is one line on standard error.</summary>
    internal static int Run()
    {
        try
        {
            LibTorch.EnsureLoaded();
            Console.WriteLine($"{LibTorch.Convolutions} {LibTorchContext.OneDnnIsEnabled} {LibTorchContext.NnpackIsEnabled}");
            // 16 images a step: NNPACK is only asked from there on.
            using var module = new NetworkModule(Network(), seed: 1);
            var options = new FitOptions { Epochs = 3, BatchSize = 16, LearningRate = 0.003, Threads = 1 };
            var result = new NetworkTrainer(module, options).Fit(new StripedImages(32));
            var losses = result.History.Select(epoch => epoch.Loss.ToString("R", CultureInfo.InvariantCulture));
            Console.WriteLine(string.Join(' ', losses));
            return 0;
        }
        catch (Exception e) when (e is LibTorchUnavailableException or TrainingDivergedException)
        {
            Console.Error.WriteLine(e.Message);
            return 2;
        }
    }

    /// <summary>Runs it with the environment variable set to a value; <see langword="null"/> removes it.</summary>
    internal static (int ExitCode, string Output, string Errors) Start(string? convolutions)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(TorchRun).Assembly.Location, Command])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        start.Environment.Remove(ConvolutionSetting.Variable);
        if (convolutions is not null) start.Environment[ConvolutionSetting.Variable] = convolutions;
        using var process = Process.Start(start)!;
        var errors = process.StandardError.ReadToEndAsync();
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, output.Trim(), errors.Result.Trim());
    }
}
