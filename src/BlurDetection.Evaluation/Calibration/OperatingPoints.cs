using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Models;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>The three sensitivities of a model, chosen on one's own images. Medium is the model's threshold.</summary>
/// <param name="Low">Few false alarms.</param>
/// <param name="Medium">The balance.</param>
/// <param name="High">Few misses.</param>
public sealed record OperatingPoints(OperatingThreshold Low, OperatingThreshold Medium, OperatingThreshold High)
{
    // a rate of 0 has no multiples: this one then spreads the levels
    private const double UsualFalseAlarmRate = 0.02;

    // where nobody asks for a rate: high sensitivity is of no use where it calls half of the sharp images blurred
    private const double GreatestHighRate = 0.3;

    /// <summary>The form in which a model's metadata holds them.</summary>
    public IReadOnlyDictionary<BlurSensitivity, SensitivityLevel> ToSensitivities() => new Dictionary<BlurSensitivity, SensitivityLevel>
    {
        [BlurSensitivity.Low] = new(Low.Threshold, Low.FalseAlarmRate),
        [BlurSensitivity.Medium] = new(Medium.Threshold, Medium.FalseAlarmRate),
        [BlurSensitivity.High] = new(High.Threshold, High.FalseAlarmRate),
    };

    /// <summary>Blurred images that can bound a threshold: those of probability 0 have no verdict.</summary>
    private static int BlurredWithVerdict(ScoredImages images) => images.Scores.Where((score, i) => images.Blurred[i] && score > 0).Count();

    /// <summary>Chooses them.</summary>
    /// <param name="images">Probabilities of blur and truths; focused images are needed, blurred ones help.</param>
    /// <param name="options">Wished rates; the defaults where <see langword="null"/>.</param>
    /// <param name="modelThreshold">The model's own threshold, 0 to 1, from which images in focus alone move it; default 0.5.</param>
    /// <exception cref="ArgumentException">There is no focused image, or an option is out of its range.</exception>
    /// <exception cref="TrainingDataException">No rate is asked for, and no threshold tells the blurred images from those in focus better
    /// than chance.</exception>
    public static OperatingPoints Choose(ScoredImages images, CalibrationOptions? options = null, double modelThreshold = 0.5)
    {
        ArgumentNullException.ThrowIfNull(images);
        options ??= new CalibrationOptions();
        OptionsValidation.Require(options);
        OperatingThreshold medium = Floored(
            options.FalseAlarmRate is { } target ? ThresholdSelection.ForFalseAlarmRate(images, target)
            : BlurredWithVerdict(images) > 0 ? ThresholdSelection.ForBalancedAccuracy(images)
            : ThresholdSelection.ForSharpSpread(images, modelThreshold));
        double rate = options.FalseAlarmRate ?? (medium.FalseAlarmRate > 0 ? medium.FalseAlarmRate : UsualFalseAlarmRate);
        OperatingThreshold low = Floored(ThresholdSelection.ForFalseAlarmRate(images, rate * options.LowShare));
        double highRate = Math.Min(options.FalseAlarmRate is null ? GreatestHighRate : 0.99, rate * options.HighShare);
        OperatingThreshold high = Floored(ThresholdSelection.ForFalseAlarmRate(images, highRate));
        return new OperatingPoints(
            low.Threshold > medium.Threshold ? low : medium,
            medium,
            high.Threshold < medium.Threshold ? high : medium);

        OperatingThreshold Floored(OperatingThreshold chosen) => chosen.Threshold >= options.LeastThreshold ? chosen
            : ThresholdSelection.At(images, options.LeastThreshold) with { AtFloor = true };
    }
}
