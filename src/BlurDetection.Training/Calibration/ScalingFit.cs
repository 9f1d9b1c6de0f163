using BlurDetection.Training.Evaluation;

namespace BlurDetection.Training.Calibration;

/// <summary>Finds the correction under which the labels are likeliest.</summary>
public static class ScalingFit
{
    private const int Steps = 100;

    /// <summary>Temperature scaling: one number, safe from a few dozen pictures on.</summary>
    /// <param name="pictures">Probabilities of blur and truths; both kinds are needed.</param>
    /// <exception cref="ArgumentException">Blurred or focused pictures are missing.</exception>
    public static ProbabilityScaling Temperature(ScoredPictures pictures) => Fit(pictures, withOffset: false);

    /// <summary>Platt scaling: two numbers, mends a shifted threshold too; wants a hundred pictures or more.</summary>
    /// <param name="pictures">Probabilities of blur and truths; both kinds are needed.</param>
    /// <exception cref="ArgumentException">Blurred or focused pictures are missing.</exception>
    public static ProbabilityScaling Platt(ScoredPictures pictures) => Fit(pictures, withOffset: true);

    // Newton's method with halved steps on Platt's smoothed targets, after Lin, Lin and Weng,
    // "A note on Platt's probabilistic outputs" (2007). The smoothing keeps the slope finite where a threshold separates perfectly.
    private static ProbabilityScaling Fit(ScoredPictures pictures, bool withOffset)
    {
        ArgumentNullException.ThrowIfNull(pictures);
        double positives = pictures.Positives, negatives = pictures.Count - positives;
        if (positives == 0 || negatives == 0) throw new ArgumentException("Blurred and focused pictures are both needed.", nameof(pictures));
        double[] logits = [.. pictures.Scores.Select(ProbabilityScaling.Logit)];
        double[] targets = [.. pictures.Blurred.Select(b => b ? (positives + 1) / (positives + 2) : 1 / (negatives + 2))];
        (double slope, double offset) = (1, 0);
        double loss = Loss(logits, targets, slope, offset);
        for (int step = 0; step < Steps; step++)
        {
            (double gradientSlope, double gradientOffset, double a, double b, double c) = (0, 0, 1e-9, 0, 1e-9);
            for (int i = 0; i < logits.Length; i++)
            {
                double p = ProbabilityScaling.Sigmoid(slope * logits[i] + offset), error = p - targets[i], curvature = p * (1 - p);
                gradientSlope += error * logits[i];
                gradientOffset += error;
                a += curvature * logits[i] * logits[i];
                b += curvature * logits[i];
                c += curvature;
            }
            double determinant = a * c - b * b;
            double stepSlope = withOffset ? (c * gradientSlope - b * gradientOffset) / determinant : gradientSlope / a;
            double stepOffset = withOffset ? (a * gradientOffset - b * gradientSlope) / determinant : 0;
            double share = 1;
            double next = Loss(logits, targets, slope - stepSlope, offset - stepOffset);
            while (next > loss && share > 1e-6)
            {
                share /= 2;
                next = Loss(logits, targets, slope - share * stepSlope, offset - share * stepOffset);
            }
            if (!(loss - next > 1e-12 * Math.Abs(loss))) break;
            (slope, offset, loss) = (slope - share * stepSlope, offset - share * stepOffset, next);
        }
        // a model that ranks the wrong way round is not to be turned over silently
        return slope > 0 ? new ProbabilityScaling(slope, offset) : ProbabilityScaling.Identity;
    }

    private static double Loss(double[] logits, double[] targets, double slope, double offset)
    {
        double sum = 0;
        for (int i = 0; i < logits.Length; i++)
        {
            double x = slope * logits[i] + offset;
            sum += Math.Max(x, 0) - x * targets[i] + Math.Log(1 + Math.Exp(-Math.Abs(x)));
        }
        return sum;
    }
}
