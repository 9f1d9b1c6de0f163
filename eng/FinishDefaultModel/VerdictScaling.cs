using BlurDetection.Evaluation.Calibration;
using BlurDetection.Training.Networks;

namespace BlurDetection.FinishDefaultModel;

/// <summary>Calibrates the verdict: slope x logit + strengthSlope x strength + offset, by logistic regression (Platt,
/// 1999, with a second score).</summary>
/// <param name="Slope">One over the temperature.</param>
/// <param name="StrengthSlope">How much of the predicted strength, log2 of the visible width, is added: the width was taught as a number,
/// and errs elsewhere than the verdict.</param>
/// <param name="Offset">Added to both.</param>
internal readonly record struct VerdictScaling(double Slope, double StrengthSlope, double Offset)
{
    public double Probability(double logit, double strength) => 1 / (1 + Math.Exp(-(Slope * logit + StrengthSlope * strength + Offset)));

    /// <summary>Fits the weighted cross-entropy; targets may be soft.</summary>
    public static VerdictScaling Fit(IReadOnlyList<CalibrationSample> samples)
    {
        double[] found = LogisticRegression.Fit(
            [.. samples.Select(sample => new[] { sample.Logit, sample.Strength, 1 })],
            [.. samples.Select(sample => sample.Target)], [.. samples.Select(sample => sample.Weight)], start: [1, 0, 0]);
        return new VerdictScaling(found[0], found[1], found[2]);
    }

    /// <summary>Mean weighted cross-entropy of the calibrated probabilities, in nats.</summary>
    public double LogLoss(IReadOnlyList<CalibrationSample> samples)
    {
        double sum = 0;
        foreach (var sample in samples)
        {
            double p = Math.Clamp(Probability(sample.Logit, sample.Strength), 1e-12, 1 - 1e-12);
            sum -= sample.Weight * (sample.Target * Math.Log(p) + (1 - sample.Target) * Math.Log(1 - p));
        }
        return sum / samples.Sum(sample => sample.Weight);
    }

    /// <summary>Folds the scaling into the last dense layer, so that the exported network is calibrated by itself.</summary>
    /// <param name="module">The network; its layer "probabilities" has two outputs, blur first, "strength" has one, and
    /// both read the same features.</param>
    public void FoldInto(NetworkModule module)
    {
        var weights = module.GetWeights().ToDictionary(entry => entry.Key, entry => entry.Value);
        float[] strength = weights["strength/kernel"].Values, strengthBias = weights["strength/bias"].Values;
        var (slope, half, offset) = (Slope, StrengthSlope / 2, Offset / 2);
        // Half of what is added goes to blur (the first row), half is taken from focus.
        int Sign(int row) => row == 0 ? 1 : -1;
        weights["probabilities/kernel"] = weights["probabilities/kernel"] with
        {
            Values = [.. weights["probabilities/kernel"].Values.Select((value, i) =>
                (float)(slope * value + Sign(i / strength.Length) * half * strength[i % strength.Length]))],
        };
        weights["probabilities/bias"] = weights["probabilities/bias"] with
        {
            Values = [.. weights["probabilities/bias"].Values.Select((value, i) =>
                (float)(slope * value + Sign(i) * (half * strengthBias[0] + offset)))],
        };
        module.SetWeights(weights);
    }
}
