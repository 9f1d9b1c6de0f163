namespace BlurDetection.Training.DefaultModel;

/// <summary>What is when in the training of the default model: stages, learning rate, and what counts how much.</summary>
internal sealed class DefaultModelSchedule(DefaultModelOptions options)
{
    private const int WarmUpSteps = 200;

    // An exported model has no layer for the directions: what they teach must not tear at the others before they have learned.
    private const int LongWarmUpSteps = 500;

    /// <summary>The step at which a stage begins.</summary>
    public int Start(NetworkStage stage) => stage switch
    {
        NetworkStage.Plain => 0,
        NetworkStage.Refined => options.RefineAt,
        NetworkStage.Complete => options.CompleteAt,
        _ => options.MapAloneAt,
    };

    /// <summary>The step behind a stage's last one.</summary>
    public int End(NetworkStage stage) => stage switch
    {
        NetworkStage.Plain => Math.Min(options.Steps, options.RefineAt),
        NetworkStage.Refined => Math.Min(options.Steps, options.CompleteAt),
        NetworkStage.Complete => Math.Min(options.Steps, options.MapAloneAt),
        _ => options.Steps,
    };

    /// <summary>How much the map's probability of blur counts, beside the verdict's 1.</summary>
    public double LocalShareAt(int step) => step >= options.CompleteAt ? 1 : step >= options.RefineAt && step < options.SettleAt ? 1.2 : 0.7;

    /// <summary>How much a flat cell counts, beside one with detail: in the end as much as any, since a map is looked at as a whole.</summary>
    public double FlatShareAt(int step) => step >= options.CompleteAt ? 1 : step >= options.RefineAt ? 0.5 : 0.25;

    /// <summary>Warm-up, a plateau, and a straight way down; then warm restarts at half the height or a quarter, each straight down again.</summary>
    public double LearningRateAt(int step)
    {
        if (step >= options.MapAloneAt) return Math.Min(1, (step - options.MapAloneAt + 1.0) / LongWarmUpSteps) * Restarted(1, step, options.MapAloneAt, options.Steps);
        if (step >= options.CompleteAt) return Math.Min(1, (step - options.CompleteAt + 1.0) / LongWarmUpSteps) * Restarted(0.5, step, options.CompleteAt, Math.Min(options.Steps, options.MapAloneAt));
        if (step >= options.SettleAt) return Restarted(0.25, step, options.SettleAt, Math.Min(options.Steps, options.CompleteAt));
        if (step >= options.RefineAt) return Math.Min(1, (step - options.RefineAt + 1.0) / WarmUpSteps) * Restarted(0.5, step, options.RefineAt, Math.Min(options.Steps, options.SettleAt));
        if (step >= options.RestartAt) return Restarted(0.5, step, options.RestartAt, Math.Min(options.Steps, options.RefineAt));
        int steps = Math.Min(options.Steps, options.RestartAt);
        double rise = Math.Min(1, (step + 1.0) / WarmUpSteps), fall = Math.Min(1, (steps - step) / (options.DecayShare * steps));
        return options.LearningRate * Math.Min(rise, Math.Max(fall, 0.002));
    }

    private double Restarted(double height, int step, int from, int to) => options.LearningRate * height * Math.Max(0.002, (to - step) / (double)(to - from));
}
