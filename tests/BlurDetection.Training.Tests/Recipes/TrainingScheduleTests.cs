using BlurDetection.Training;

namespace BlurDetection.Training.Tests.Recipes;

public sealed class TrainingScheduleTests
{
    [Fact]
    public void LearningRateRisesFallsAndStartsAgainAtHalfTheHeight()
    {
        var schedule = new TrainingSchedule
        {
            Epochs = 10,
            WarmupSteps = 4,
            Decay = LearningRateDecay.Linear,
            Restarts = [6],
            RestartMultiplier = 0.5,
        };
        Func<long, int, double> factor = schedule.LearningRateFactor!;

        Assert.Equal(0.25, factor(0, 10), 1e-9);
        Assert.Equal(1 - 30 / 60.0, factor(30, 10), 1e-9);
        Assert.Equal(0.5 * 0.25, factor(60, 10), 1e-9);
        Assert.Equal(0.5 * (1 - 20 / 40.0), factor(80, 10), 1e-9);
        Assert.True(factor(99, 10) > 0);
    }

    [Fact]
    public void WithoutWarmupDecayOrRestartsNothingScalesTheLearningRate() =>
        Assert.Null(new TrainingSchedule().LearningRateFactor);

    [Theory]
    [InlineData(0)]
    [InlineData(60)]
    public void ARestartOutsideTheEpochsIsRefused(int restart)
    {
        var recipe = TrainingRecipe.Default with { Schedule = new TrainingSchedule { Epochs = 60, Restarts = [restart] } };

        Assert.Contains("Restarts", Assert.Throws<InvalidRecipeException>(recipe.Validate).Message);
    }
}
