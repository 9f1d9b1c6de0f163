using System.Text.Json.Serialization;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Training.Callbacks;

namespace BlurDetection.Training.Reporting;

/// <summary>Everything known of a training run; what report.html shows and report.json holds.</summary>
public sealed record TrainingReport
{
    /// <summary>The model's name.</summary>
    public required string Name { get; init; }

    /// <summary>The settings of the run, in words.</summary>
    public required IReadOnlyDictionary<string, string> Settings { get; init; }

    /// <summary>The images.</summary>
    public required DataInspection Data { get; init; }

    /// <summary>What the parts of the split have in common.</summary>
    public required LeakReport Leak { get; init; }

    /// <summary>One entry an epoch.</summary>
    public required IReadOnlyList<EpochResult> History { get; init; }

    /// <summary>The epoch whose weights were kept.</summary>
    public int? BestEpoch { get; init; }

    /// <summary>Why training ended before its last epoch; <see langword="null"/> if it did not.</summary>
    public string? StopReason { get; init; }

    /// <summary>The first epoch after a resume; <see langword="null"/> if there was none.</summary>
    public int? ResumedAt { get; init; }

    /// <summary>The final model on training images as they are, at most 500 of them.</summary>
    public required ConfusionMatrix TrainingConfusion { get; init; }

    /// <summary>Accuracy of the final model on training images as they are, 0 to 1.</summary>
    public double TrainingAccuracy => TrainingConfusion.Accuracy;

    /// <summary>The final model on the validation images, which also chose the epoch and the threshold.</summary>
    public required EvaluationReport Validation { get; init; }

    /// <summary>What cross-validation measured; <see langword="null"/> where there was none.</summary>
    public CrossValidationReport? CrossValidation { get; init; }

    /// <summary>The figures to quote: out of fold where there was cross-validation, else those of the validation images.</summary>
    [JsonIgnore]
    public EvaluationReport Figures => CrossValidation?.OutOfFold ?? Validation;

    /// <summary>The final model on the test images, which chose nothing; <see langword="null"/> without any.</summary>
    public EvaluationReport? Test { get; init; }

    /// <summary>The sensitivities chosen on the validation images; <see langword="null"/> where these were too few, or no
    /// threshold is better than chance, and it is 0.5.</summary>
    public OperatingPoints? OperatingPoints { get; init; }

    /// <summary>What a random split would have claimed.</summary>
    public required RandomSplitFigures RandomSplit { get; init; }

    /// <summary>Layers, shapes, parameters.</summary>
    public required string NetworkSummary { get; init; }

    /// <summary>Seconds by stage.</summary>
    public required IReadOnlyDictionary<string, double> SecondsByStage { get; init; }

    /// <summary>The command line that made it.</summary>
    public string? Command { get; init; }
}
