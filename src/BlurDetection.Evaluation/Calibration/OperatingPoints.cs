using BlurDetection.Evaluation.Metrics;
using BlurDetection.Models;

namespace BlurDetection.Evaluation.Calibration;

/// <summary>The three sensitivities of a model, chosen on one's own pictures. Medium is the model's threshold.</summary>
/// <param name="Low">Few false alarms.</param>
/// <param name="Medium">The balance.</param>
/// <param name="High">Few misses.</param>
public sealed record OperatingPoints(OperatingThreshold Low, OperatingThreshold Medium, OperatingThreshold High)
{
    // where nobody asks for a rate and sharp pictures alone are given
    private const double UsualFalseAlarmRate = 0.02;

    /// <summary>The form in which a model's metadata holds them.</summary>
    public IReadOnlyDictionary<BlurSensitivity, SensitivityLevel> ToSensitivities() => new Dictionary<BlurSensitivity, SensitivityLevel>
    {
        [BlurSensitivity.Low] = new(Low.Threshold, Low.FalseAlarmRate),
        [BlurSensitivity.Medium] = new(Medium.Threshold, Medium.FalseAlarmRate),
        [BlurSensitivity.High] = new(High.Threshold, High.FalseAlarmRate),
    };

    /// <summary>Chooses them.</summary>
    /// <param name="pictures">Probabilities of blur and truths; focused pictures are needed, blurred ones help.</param>
    /// <param name="options">Wished rates; the defaults where <see langword="null"/>.</param>
    /// <exception cref="ArgumentException">There is no focused picture, or an option is out of its range.</exception>
    public static OperatingPoints Choose(ScoredImages pictures, CalibrationOptions? options = null)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        options ??= new CalibrationOptions();
        OptionsValidation.Require(options);
        bool balanced = options.FalseAlarmRate is null && pictures.Positives > 0 && pictures.Positives < pictures.Count;
        OperatingThreshold medium = Floored(balanced
            ? ThresholdSelection.ForBalancedAccuracy(pictures)
            : ThresholdSelection.ForFalseAlarmRate(pictures, options.FalseAlarmRate ?? UsualFalseAlarmRate));
        // a rate of 0 has no multiples: the usual one then spreads the levels
        double rate = options.FalseAlarmRate ?? (balanced && medium.FalseAlarmRate > 0 ? medium.FalseAlarmRate : UsualFalseAlarmRate);
        OperatingThreshold low = Floored(ThresholdSelection.ForFalseAlarmRate(pictures, rate * options.LowShare));
        OperatingThreshold high = Floored(ThresholdSelection.ForFalseAlarmRate(pictures, Math.Min(0.99, rate * options.HighShare)));
        return new OperatingPoints(
            low.Threshold > medium.Threshold ? low : medium,
            medium,
            high.Threshold < medium.Threshold ? high : medium);

        OperatingThreshold Floored(OperatingThreshold chosen) => chosen.Threshold >= options.LeastThreshold ? chosen
            : ThresholdSelection.At(pictures, options.LeastThreshold) with { AtFloor = true };
    }
}
