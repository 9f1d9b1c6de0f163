using BlurDetection.Training.DefaultModel;

namespace BlurDetection.Tests.Training.DefaultModel;

public class DefaultModelScheduleTests
{
    private static readonly DefaultModelOptions Options = new();
    private readonly DefaultModelSchedule _schedule = new(Options);

    [Fact]
    public void Stages_follow_one_another_without_a_gap_and_a_short_plan_ends_the_one_it_is_in()
    {
        var stages = Enum.GetValues<NetworkStage>();
        foreach (var (before, after) in stages.Zip(stages.Skip(1))) Assert.Equal(_schedule.End(before), _schedule.Start(after));
        Assert.Equal((0, Options.Steps), (_schedule.Start(stages[0]), _schedule.End(stages[^1])));
        Assert.Equal(100, new DefaultModelSchedule(Options with { Steps = 100 }).End(NetworkStage.Plain));
    }

    [Theory]
    [InlineData(45_000, 0.5)]
    [InlineData(80_000, 0.5)]
    [InlineData(120_000, 0.25)]
    [InlineData(130_000, 0.5)]
    [InlineData(144_000, 1)]
    public void The_learning_rate_has_fallen_to_nothing_where_a_stage_begins_and_rises_to_that_stages_height(int start, double height)
    {
        Assert.InRange(_schedule.LearningRateAt(start - 1), 0, 0.003 * Options.LearningRate);
        double highest = Enumerable.Range(start, 1000).Max(_schedule.LearningRateAt);
        Assert.InRange(highest, 0.95 * height * Options.LearningRate, height * Options.LearningRate);
        Assert.InRange(_schedule.LearningRateAt(Options.Steps - 1), 0, 0.003 * Options.LearningRate);
    }
}
