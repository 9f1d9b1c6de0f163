using System.Text.Json.Serialization;

namespace BlurDetection.Evaluation.Data;

/// <summary>How many validation images have a copy or near-copy among the training images: each is a question whose
/// answer was learnt by heart.</summary>
public sealed record LeakReport
{
    /// <summary>All images.</summary>
    [JsonPropertyName("images")]
    public required int Images { get; init; }

    /// <summary>Images of different bytes.</summary>
    public required int DistinctContents { get; init; }

    /// <summary>Groups of images that belong together (same bytes, same scene, same <c>group</c> column).</summary>
    public required int Groups { get; init; }

    /// <summary>Validation and test images of the split that was made.</summary>
    public required int HoldOut { get; init; }

    /// <summary>How many of <see cref="HoldOut"/> have a member of their group in training; 0 for a grouped split without
    /// a <c>split</c> column.</summary>
    public required int Leaked { get; init; }

    /// <summary>Validation images of a stratified random split with the same share and seed.</summary>
    public required int RandomHoldOut { get; init; }

    /// <summary>How many of <see cref="RandomHoldOut"/> have a member of their group in training.</summary>
    public required int RandomLeaked { get; init; }

    /// <summary>How many of <see cref="RandomHoldOut"/> have a byte-identical copy in training.</summary>
    public required int RandomLeakedCopies { get; init; }

    /// <summary>The accuracy a random split would have shown, if images learnt by heart are answered as in training and the others as in
    /// honest validation.</summary>
    /// <param name="trainingAccuracy">Accuracy on the training images, 0 to 1.</param>
    /// <param name="honestAccuracy">Accuracy on images without a copy in training, 0 to 1.</param>
    public double LeakedEstimate(double trainingAccuracy, double honestAccuracy)
    {
        double leaked = RandomHoldOut == 0 ? 0 : (double)RandomLeaked / RandomHoldOut;
        return leaked * trainingAccuracy + (1 - leaked) * honestAccuracy;
    }
}
