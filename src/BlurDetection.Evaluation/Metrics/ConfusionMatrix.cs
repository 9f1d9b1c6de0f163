using System.Text.Json.Serialization;

namespace BlurDetection.Evaluation.Metrics;

/// <summary>Verdicts against truths; indeterminate images count as not called blurred.</summary>
/// <param name="BlurCalledBlur">Blurred images called blurred.</param>
/// <param name="BlurCalledFocus">Blurred images that passed.</param>
/// <param name="FocusCalledBlur">Focused images called blurred: the false alarms.</param>
/// <param name="FocusCalledFocus">Focused images that passed.</param>
public sealed record ConfusionMatrix(int BlurCalledBlur, int BlurCalledFocus, int FocusCalledBlur, int FocusCalledFocus)
{
    /// <summary>Number of blurred images.</summary>
    [JsonIgnore]
    public int Blurred => BlurCalledBlur + BlurCalledFocus;

    /// <summary>Number of focused images.</summary>
    [JsonIgnore]
    public int Focused => FocusCalledBlur + FocusCalledFocus;

    /// <summary>Number of images.</summary>
    [JsonIgnore]
    [JsonPropertyName("images")]
    public int Images => Blurred + Focused;

    /// <summary>Number of images whose verdict fits the label.</summary>
    [JsonIgnore]
    public int Right => BlurCalledBlur + FocusCalledFocus;

    /// <summary>Share of blurred images called blurred; NaN without any.</summary>
    [JsonIgnore]
    public double BlurRecall => (double)BlurCalledBlur / Blurred;

    /// <summary>Share of focused images that passed; NaN without any.</summary>
    [JsonIgnore]
    public double FocusRecall => (double)FocusCalledFocus / Focused;

    /// <summary>Mean of the two recalls; NaN if either kind is missing.</summary>
    [JsonIgnore]
    public double BalancedAccuracy => (BlurRecall + FocusRecall) / 2;

    /// <summary>Share of all images that were called right; NaN without any.</summary>
    [JsonIgnore]
    public double Accuracy => (double)Right / Images;

    /// <summary>Counts verdicts.</summary>
    /// <param name="verdicts">Whether each image was called blurred, and whether it is.</param>
    public static ConfusionMatrix Count(IEnumerable<(bool CalledBlurred, bool Blurred)> verdicts)
    {
        ArgumentNullException.ThrowIfNull(verdicts);
        var counts = new int[4];
        foreach ((bool called, bool blurred) in verdicts) counts[(blurred ? 0 : 2) + (called ? 0 : 1)]++;
        return new ConfusionMatrix(counts[0], counts[1], counts[2], counts[3]);
    }
}
