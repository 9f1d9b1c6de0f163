using BlurDetection.Training.Degradation;

namespace BlurDetection.Training.DefaultModel;

/// <summary>How the default model is trained.</summary>
public sealed record DefaultModelOptions
{
    /// <summary>Everything random follows from it. Default 2026.</summary>
    public int Seed { get; init; } = 2026;

    /// <summary>Steps of Adam in all; a step sees about 1.6 million pixels. Default 184000.</summary>
    public int Steps { get; init; } = 184_000;

    /// <summary>Step at which the learning rate has fallen to nothing, and starts once more at half its height (Loshchilov and Hutter, 2017); from there on <see cref="Polish"/> is drawn. Default 45000.</summary>
    public int RestartAt { get; init; } = 45_000;

    /// <summary>Step at which the network gets the layers that refine its map, and the learning rate starts at half its height once more; from there on <see cref="Refinement"/> is drawn. Default 80000.</summary>
    public int RefineAt { get; init; } = 80_000;

    /// <summary>Step at which the learning rate starts at a quarter of its height, so that the verdict settles on a mixture with fewer partly blurred pictures; from there on <see cref="Settlement"/> is drawn. Default 120000.</summary>
    public int SettleAt { get; init; } = 120_000;

    /// <summary>Step at which the map gets one more layer, which looks further around, and the learning rate starts at half its height; from there on <see cref="Completion"/> is drawn. Default 130000.</summary>
    public int CompleteAt { get; init; } = 130_000;

    /// <summary>Step from which on only the layers that refine the map learn, at the learning rate's full height; from there on <see cref="MapAlone"/> is drawn. Default 144000.</summary>
    public int MapAloneAt { get; init; } = 144_000;

    /// <summary>Batches of pictures that the map learns from in the end, again and again. Nothing else learns then, so each goes through the network once, and what the map's layers see of it is kept beside the checkpoint (about 1.3 MB each). Default 7000.</summary>
    public int MapBatches { get; init; } = 7_000;

    /// <summary>Learning rate of the plateau, above 0. Default 0.002.</summary>
    public double LearningRate { get; init; } = 0.002;

    /// <summary>Share of the steps, at the end, over which the learning rate falls to nothing. Default 0.5.</summary>
    public double DecayShare { get; init; } = 0.5;

    /// <summary>Decoupled weight decay (Loshchilov and Hutter, 2019). Default 0.0005.</summary>
    public double WeightDecay { get; init; } = 5e-4;

    /// <summary>Decay of the running mean of the weights, which is what is exported. Default 0.999.</summary>
    public double WeightAverage { get; init; } = 0.999;

    /// <summary>Steps between checkpoints. Default 250.</summary>
    public int CheckpointEvery { get; init; } = 250;

    /// <summary>Threads that make pictures. Default 1.</summary>
    public int Workers { get; init; } = 1;

    /// <summary>What someone saw in the photographs; it takes the place of what a network would find there. Default: nothing.</summary>
    public MarkedPlaces Marked { get; init; } = MarkedPlaces.None;

    /// <summary>What is synthesised at first: neither roll nor heavy processing.</summary>
    public SynthesisOptions Synthesis { get; init; } = Plain(SynthesisOptions.DefaultMixture);

    /// <summary>What is held back and calibrated on.</summary>
    public SynthesisOptions HeldBack { get; init; } = InFairWeather(new SynthesisOptions { Mixture = SynthesisOptions.DefaultMixture.Where(entry => entry.Key != SynthesisRecipe.LongExposure).ToDictionary() });

    /// <summary>What is synthesised from <see cref="FinishAt"/> on: more motion, more partly blurred pictures, and wider blur.</summary>
    public SynthesisOptions Finish { get; init; } = Plain(SynthesisOptions.FinishMixture) with { GreatestWidth = 60, GreatestMotionWidth = 60 };

    /// <summary>Step from which on <see cref="Finish"/> is drawn, in larger pictures. Default 16000.</summary>
    public int FinishAt { get; init; } = 16_000;

    /// <summary>What is synthesised from <see cref="RestartAt"/> on: the same with cameras that roll, heavy processing, watermarks, more overlays, and no small sharp subjects.</summary>
    public SynthesisOptions Polish { get; init; } = RarelyPanned(InFairWeather(Wide(SynthesisOptions.FinishMixture)));

    /// <summary>What is synthesised from <see cref="RefineAt"/> on: more partly blurred pictures, subjects before other scenes, panned cameras, and small pictures that show much.</summary>
    public SynthesisOptions Refinement { get; init; } = InFairWeather(Wide(SynthesisOptions.RefinementMixture));

    /// <summary>What is synthesised from <see cref="SettleAt"/> on: the same in the mixture of before.</summary>
    public SynthesisOptions Settlement { get; init; } = InFairWeather(Wide(SynthesisOptions.FinishMixture));

    /// <summary>What is synthesised from <see cref="CompleteAt"/> on: fewer panned cameras, since they had cost recall of straight motion; rain, snow, glare, round fields and specimens.</summary>
    public SynthesisOptions Completion { get; init; } = Wide(SynthesisOptions.CompletionMixture) with { PannedShare = 0.25 };

    /// <summary>What is synthesised from <see cref="MapAloneAt"/> on: mostly partly blurred pictures, and long exposures, too.</summary>
    public SynthesisOptions MapAlone { get; init; } = Wide(SynthesisOptions.MapMixture) with { PannedShare = 0.25 };

    private static SynthesisOptions Wide(IReadOnlyDictionary<SynthesisRecipe, double> mixture) => new() { Mixture = mixture, GreatestWidth = 60, GreatestMotionWidth = 60 };

    // Without what the later stages add.
    private static SynthesisOptions InFairWeather(SynthesisOptions options) => options with { WeatherChance = 0, GlareChance = 0, FieldStopChance = 0 };

    private static SynthesisOptions RarelyPanned(SynthesisOptions options) => options with { PannedShare = 0.3 };

    private static SynthesisOptions Plain(IReadOnlyDictionary<SynthesisRecipe, double> mixture) => RarelyPanned(InFairWeather(new SynthesisOptions
    {
        Mixture = mixture.Where(entry => entry.Key is not (SynthesisRecipe.RolledShake or SynthesisRecipe.LongExposure)).ToDictionary(),
        SubjectStrength = false,
        HeavyProcessingChance = 0,
        OverlayChance = 0.25,
        WatermarkChance = 0,
        LeastSharpSubject = 0.12,
    }));
}
