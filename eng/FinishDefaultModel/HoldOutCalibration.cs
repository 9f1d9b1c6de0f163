using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Models;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Training.Data;
using BlurDetection.Training.Networks;

namespace BlurDetection.FinishDefaultModel;

/// <summary>Chooses the operating points of the default model, on training-side images alone.</summary>
internal sealed record HoldOutCalibration
{
    private const double LowFalseAlarms = 0.005, MediumFalseAlarms = 0.08, HighFalseAlarms = 0.06, Half = 0.5, MostMedium = 0.6;

    /// <summary>The threshold of each sensitivity, with the false-alarm rate it had on hold-out images in focus.</summary>
    public required IReadOnlyDictionary<BlurSensitivity, SensitivityLevel> Sensitivities { get; init; }

    /// <summary>Evidence below which a verdict is indeterminate.</summary>
    public required double EvidenceThreshold { get; init; }

    /// <summary>Figures measured on the hold-out images, by name.</summary>
    public required IReadOnlyDictionary<string, double> Figures { get; init; }

    /// <summary>The shipped threshold.</summary>
    public double Threshold => Sensitivities[BlurSensitivity.Medium].Threshold;

    /// <summary>Calibrates the network in place and chooses thresholds.</summary>
    /// <param name="module">The trained network; its last layer is rescaled.</param>
    /// <param name="library">Gives the hold-out photographs.</param>
    /// <param name="focusSeries">Folder of the focus series; left out where <see langword="null"/>.</param>
    /// <param name="synthesis">What was synthesised for training.</param>
    /// <param name="synthetic">How many hold-out images to synthesise, beside a third as many long exposures. Default 1500.</param>
    /// <param name="seed">Seed of those. Default 7.</param>
    public static HoldOutCalibration Run(
        NetworkModule module, SharpLibrary library, string? focusSeries, SynthesisOptions synthesis, int synthetic = 1500, int seed = 7)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(library);
        // Whether a long exposure is blurred is arguable: it counts for the figures of the map alone.
        var longExposures = synthesis with { Mixture = new Dictionary<SynthesisRecipe, double> { [SynthesisRecipe.LongExposure] = 1 } };
        IReadOnlyList<HoldOutImage> pictures =
        [
            .. HoldOutImages.Create(library, new BlurSynthesizer(synthesis), focusSeries, synthetic, seed),
            .. HoldOutImages.Synthesize(library, new BlurSynthesizer(longExposures), synthetic / 3, seed),
        ];
        var scores = HoldOutScore.Of(module, pictures);
        var labelled = scores.Where(score => score.Image.Target is not null).ToArray();

        // Real images are few, so each group weighs the same.
        var groupSizes = labelled.GroupBy(score => score.Image.Group).ToDictionary(group => group.Key, group => group.Count());
        var samples = ClassBalance.Of([.. labelled.Select(score =>
            new CalibrationSample(score.Logit, score.Strength, score.Image.Target!.Value, 1.0 / groupSizes[score.Image.Group]))]);
        var scaling = VerdictScaling.Fit(samples);
        scaling.FoldInto(module);
        var probabilities = labelled.Select(score => scaling.Probability(score.Logit, score.Strength)).ToArray();

        var inFocus = labelled.Zip(probabilities).Where(pair => pair.First.Image.Target < 0.2f).Select(pair => pair.Second)
            .Order().ToArray();
        var focused = new ScoredImages(inFocus, inFocus.Select(_ => false));
        double RateAt(double threshold) => Math.Round(ThresholdSelection.At(focused, threshold).FalseAlarmRate, 4);
        double ThresholdFor(double rate) => Math.Round(ThresholdSelection.ForFalseAlarmRate(focused, rate).Threshold, 3);

        // Of calibrated probabilities, a half is the threshold that errs least, and it is raised where it gives too many false alarms; the
        // other two are chosen by their false alarms, on their side of it.
        double medium = Math.Clamp(ThresholdFor(MediumFalseAlarms), Half, MostMedium);
        double low = Math.Clamp(ThresholdFor(LowFalseAlarms), 0.6, 0.98), high = Math.Clamp(ThresholdFor(HighFalseAlarms), 0.05, 0.4);
        var sensitivities = new Dictionary<BlurSensitivity, SensitivityLevel>
        {
            [BlurSensitivity.Low] = new(low, RateAt(low)),
            [BlurSensitivity.Medium] = new(medium, RateAt(medium)),
            [BlurSensitivity.High] = new(high, RateAt(high)),
        };
        // What the strength adds: the same fit without it.
        CalibrationSample[] logitAlone = [.. samples.Select(sample => sample with { Strength = 0 })];
        var figures = HoldOutFigures.Of(scores, scaling, sensitivities[BlurSensitivity.Medium].Threshold);
        figures["log_loss"] = scaling.LogLoss(samples);
        figures["log_loss_without_strength"] = VerdictScaling.Fit(logitAlone).LogLoss(logitAlone);
        return new HoldOutCalibration
        {
            Sensitivities = sensitivities,
            EvidenceThreshold = ChooseEvidence(scores),
            Figures = figures,
        };
    }

    // Between what blank scenes show and what real photographs show; nearer to the blank ones, since a photograph wants an answer.
    private static double ChooseEvidence(IReadOnlyList<HoldOutScore> scores)
    {
        double[] blank = [.. scores.Where(score => score.Image.Recipe == SynthesisRecipe.Blank).Select(score => score.Evidence).Order()];
        double[] real = [.. scores.Where(score => score.Image.Recipe is null).Select(score => score.Evidence).Order()];
        double high = blank.Length == 0 ? 0 : blank[(int)(0.98 * (blank.Length - 1))], low = real.Length == 0 ? 1
            : real[(int)(0.01 * (real.Length - 1))];
        return Math.Round(Math.Clamp(high < low ? high + 0.35 * (low - high) : high, 0.02, 0.6), 3);
    }
}
