using BlurDetection.Training.Networks;

namespace BlurDetection.Training.DefaultModel;

/// <summary>Turns a logit into a calibrated one: slope x logit + offset (Platt, 1999; temperature scaling with an offset).</summary>
/// <param name="Slope">One over the temperature.</param>
/// <param name="Offset">Added to the logit.</param>
internal readonly record struct PlattScaling(double Slope, double Offset)
{
    private const int Rounds = 100;

    public double Probability(double logit) => 1 / (1 + Math.Exp(-(Slope * logit + Offset)));

    /// <summary>Fits by Newton's method on the weighted cross-entropy; targets may be soft.</summary>
    public static PlattScaling Fit(IReadOnlyList<(double Logit, double Target, double Weight)> samples)
    {
        double slope = 1, offset = 0;
        for (int round = 0; round < Rounds; round++)
        {
            double gs = 0, go = 0, hss = 1e-6, hso = 0, hoo = 1e-6;
            foreach (var (logit, target, weight) in samples)
            {
                double p = 1 / (1 + Math.Exp(-(slope * logit + offset))), error = weight * (p - target), curve = weight * p * (1 - p);
                gs += error * logit;
                go += error;
                hss += curve * logit * logit;
                hso += curve * logit;
                hoo += curve;
            }
            double determinant = hss * hoo - hso * hso;
            double stepSlope = (gs * hoo - go * hso) / determinant, stepOffset = (go * hss - gs * hso) / determinant;
            // A full Newton step can overshoot where the classes part cleanly.
            double shorten = Math.Min(1, 0.5 / Math.Max(Math.Abs(stepSlope), Math.Abs(stepOffset)));
            slope -= shorten * stepSlope;
            offset -= shorten * stepOffset;
            if (Math.Abs(stepSlope) + Math.Abs(stepOffset) < 1e-9) break;
        }
        return new PlattScaling(slope, offset);
    }

    /// <summary>Folds the scaling into the last dense layer, so that the exported network is calibrated by itself.</summary>
    /// <param name="module">The network; its layer "probabilities" has two outputs, blur first.</param>
    public void FoldInto(NetworkModule module)
    {
        var weights = module.GetWeights().ToDictionary(entry => entry.Key, entry => entry.Value);
        var kernel = weights["probabilities/kernel"];
        var bias = weights["probabilities/bias"];
        double slope = Slope;
        weights["probabilities/kernel"] = kernel with { Values = [.. kernel.Values.Select(value => (float)(slope * value))] };
        weights["probabilities/bias"] = bias with { Values = [(float)(Slope * bias.Values[0] + Offset / 2), (float)(Slope * bias.Values[1] - Offset / 2)] };
        module.SetWeights(weights);
    }
}
