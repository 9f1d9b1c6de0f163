using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Native;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Tests.Native;

/// <summary>Trains where freed memory holds NaN, alone, since what runs beside it would use up that memory.</summary>
[Collection(nameof(PoisonedTrainingTests))]
public sealed class PoisonedTrainingTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    public void EightAndTwentyFourFiltersTrainOnThisProcessor(int seed)
    {
        using var module = new NetworkModule(TorchRun.Network(), seed);
        var trainer = new NetworkTrainer(module, new FitOptions { Epochs = 4, BatchSize = 8, Seed = seed, Threads = 1 });
        var poison = new EachStep(PoisonedMemory.Free);
        PoisonedMemory.Free();
        var result = trainer.Fit(new StripedImages(64), new StripedImages(16), progress: poison);
        Assert.True(poison.Steps > 4 * 64 / 8);
        Assert.All(result.History, epoch => Assert.True(double.IsFinite(epoch.Loss) && double.IsFinite(epoch.ValLoss!.Value)));
        Assert.All(module.GetWeights().Values.SelectMany(w => w.Values), weight => Assert.True(float.IsFinite(weight)));
    }

    private sealed class EachStep(Action action) : IProgress<TrainingProgress>
    {
        public int Steps { get; private set; }

        public void Report(TrainingProgress value)
        {
            Steps++;
            action();
        }
    }
}

[CollectionDefinition(nameof(PoisonedTrainingTests), DisableParallelization = true)]
public sealed class PoisonedTrainingCollection;
