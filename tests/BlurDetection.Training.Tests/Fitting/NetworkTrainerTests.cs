using System.ComponentModel.DataAnnotations;
using BlurDetection.Imaging;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;
using Xunit;

namespace BlurDetection.Training.Tests.Fitting;

public sealed class NetworkTrainerTests
{
    [Fact]
    public void ItLearnsToTellFineStripesFromBroadOnes()
    {
        using var module = new NetworkModule(StripedImages.Network(), seed: 1);
        var trainer = new NetworkTrainer(module, new FitOptions { Epochs = 12, BatchSize = 8, LearningRate = 0.02, Threads = 1, Seed = 3 });
        var result = trainer.Fit(new StripedImages(64), new StripedImages(32));
        Assert.Equal(12, result.History.Count);
        Assert.True(result.History[^1].ValAccuracy > 0.95, $"{result.History[^1].ValAccuracy}");
        Assert.True(result.History[^1].Loss < result.History[0].Loss / 2);
        var classified = trainer.Evaluate(new StripedImages(32));
        Assert.Equal(result.History[^1].ValLoss!.Value, classified.Loss, 1e-6);
        Assert.True(classified.Probabilities[0][0] > 0.5 && classified.Probabilities[1][0] < 0.5);
        Assert.All(classified.Probabilities, p => Assert.Equal(1, p.Sum(), 1e-5));
    }

    [Fact]
    public void TheSameSeedGivesTheSameWeightsHoweverManyWorkersFetch()
    {
        Assert.Equal(Train(seed: 5, workers: 1), Train(seed: 5, workers: 4));
        Assert.NotEqual(Train(seed: 5, workers: 1), Train(seed: 6, workers: 1));
    }

    [Fact]
    public void PicturesOfSeveralSizesShareAStep()
    {
        // One step over mixed sizes must equal one step over the same samples by hand: the mean of both gradients.
        var mixed = new MixedSizes();
        using var module = new NetworkModule(StripedImages.Network(), seed: 1);
        var result = new NetworkTrainer(module, new FitOptions { Epochs = 2, BatchSize = 4, Threads = 1 }).Fit(mixed);
        Assert.True(double.IsFinite(result.History[1].Loss));
        var classified = new NetworkTrainer(module, new FitOptions { BatchSize = 4 }).Evaluate(mixed);
        var alone = new NetworkTrainer(module, new FitOptions { BatchSize = 1 }).Evaluate(mixed);
        for (var i = 0; i < mixed.Count; i++) Assert.Equal(alone.Probabilities[i][0], classified.Probabilities[i][0], 1e-5);
        Assert.Equal(alone.Loss, classified.Loss, 1e-5);
    }

    [Fact]
    public void ClassWeightsPullTheAnswerTowardsTheHeavierClass()
    {
        double MeanBlur(double[]? weights)
        {
            using var module = new NetworkModule(StripedImages.Network(), seed: 1);
            var trainer = new NetworkTrainer(module,
                new FitOptions { Epochs = 1, BatchSize = 8, Threads = 1, LearningRate = 0.005, ClassWeights = weights });
            trainer.Fit(new StripedImages(64));
            return trainer.Evaluate(new StripedImages(16)).Probabilities.Average(p => p[0]);
        }
        Assert.True(MeanBlur([20, 1]) > MeanBlur(null) + 0.02);
    }

    [Fact]
    public void ACancelledRunStopsBetweenSteps()
    {
        using var module = new NetworkModule(StripedImages.Network());
        using var cancellation = new CancellationTokenSource();
        var steps = 0;
        var progress = new Immediate(p =>
        {
            if (++steps == 3) cancellation.Cancel();
        });
        Assert.ThrowsAny<OperationCanceledException>(() =>
            new NetworkTrainer(module, new FitOptions { BatchSize = 4 })
                .Fit(new StripedImages(64), progress: progress, cancellationToken: cancellation.Token));
        Assert.Equal(3, steps);
    }

    [Fact]
    public void AnErrorInTheDataIsThrownAsItIs()
    {
        using var module = new NetworkModule(StripedImages.Network());
        var data = new StripedImages(8, onLoad: () => throw new UnsupportedImageException("b.jpg is cut short."));
        var e = Assert.Throws<UnsupportedImageException>(() => new NetworkTrainer(module).Fit(data));
        Assert.Equal("b.jpg is cut short.", e.Message);
    }

    [Fact]
    public void NoMorePicturesAreFetchedAheadThanAsked()
    {
        using var module = new NetworkModule(StripedImages.Network());
        var data = new StripedImages(40);
        new NetworkTrainer(module, new FitOptions { Epochs = 1, BatchSize = 2, Prefetch = 2, Workers = 3 }).Fit(data);
        Assert.InRange(data.MostAtOnce, 1, 3);
    }

    [Fact]
    public void ALossThatIsNoNumberStopsWithAdvice()
    {
        using var module = new NetworkModule(StripedImages.Network());
        var e = Assert.Throws<TrainingDivergedException>(() => new NetworkTrainer(module).Fit(new BrokenPixels()));
        Assert.All(["epoch 1, step 1", "learning rate", "image with values that are not finite", "BLURDETECTION_CONVOLUTIONS"],
            advice => Assert.Contains(advice, e.Message, StringComparison.Ordinal));
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        using var module = new NetworkModule(StripedImages.Network());
        Assert.Throws<ArgumentException>(() => new NetworkTrainer(module, new FitOptions { Epochs = 0 }));
        Assert.Throws<ArgumentException>(() => new NetworkTrainer(module, new FitOptions { Resume = true }));
        Assert.Throws<ArgumentException>(() => new NetworkTrainer(module, new FitOptions { ClassWeights = [1, 1, 1] }));
    }

    [Fact]
    public void ANetworkWithoutASoftmaxCannotBeTrained()
    {
        using var module = new NetworkModule(new Network("n", new NetworkInput(1), [new GlobalAveragePooling2D(), new Dense(2)]));
        Assert.Contains("softmax", Assert.Throws<InvalidNetworkException>(() => new NetworkTrainer(module)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void ProgressTellsEveryStepAndEveryEpoch()
    {
        using var module = new NetworkModule(StripedImages.Network());
        var seen = new List<TrainingProgress>();
        new NetworkTrainer(module, new FitOptions { Epochs = 2, BatchSize = 8 })
            .Fit(new StripedImages(20), new StripedImages(9), progress: new Immediate(seen.Add));
        Assert.Equal(
            [TrainingPhase.Training, TrainingPhase.Training, TrainingPhase.Training, TrainingPhase.Validation, TrainingPhase.Validation,
                TrainingPhase.EpochEnd],
            seen.Take(6).Select(p => p.Phase));
        Assert.Equal([(1, 3), (2, 3), (3, 3), (1, 2), (2, 2)], seen.Take(5).Select(p => (p.Step, p.Steps)));
        Assert.Equal(12, seen.Count);
        Assert.Equal(TimeSpan.Zero, seen[^1].TimeLeft);
        Assert.NotNull(seen[^1].Result?.ValLoss);
    }

    private static float[] Train(int seed, int workers)
    {
        using var module = new NetworkModule(StripedImages.Network(), seed);
        new NetworkTrainer(module, new FitOptions { Epochs = 2, BatchSize = 8, Threads = 1, Seed = seed, Workers = workers })
            .Fit(new StripedImages(24));
        return [.. module.GetWeights().Values.SelectMany(w => w.Values)];
    }

    private sealed class Immediate(Action<TrainingProgress> report) : IProgress<TrainingProgress>
    {
        public void Report(TrainingProgress value) => report(value);
    }

    private sealed class MixedSizes : ITrainingData
    {
        public int Count => 8;

        public TrainingSample Load(int index, int seed) => new StripedImages(8, 16 + 4 * (index % 3)).Load(index, seed);
    }

    private sealed class BrokenPixels : ITrainingData
    {
        public int Count => 4;

        public TrainingSample Load(int index, int seed) => new(new PlanarImage(1, 8, 8, [.. Enumerable.Repeat(float.NaN, 64)]), [1, 0]);
    }
}
