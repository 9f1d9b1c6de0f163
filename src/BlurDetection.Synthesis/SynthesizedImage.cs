using BlurDetection.Imaging;

namespace BlurDetection.Synthesis;

/// <summary>A degraded image with everything that is known of it.</summary>
public sealed class SynthesizedImage
{
    /// <summary>Pixels in a side of one cell of the local truth.</summary>
    public const int CellSize = 16;

    /// <summary>The image: luma, 0..255.</summary>
    public required PlanarImage Image { get; init; }

    /// <summary>What was done to it.</summary>
    public required SynthesisRecipe Recipe { get; init; }

    /// <summary>Probability that a person calls the image blurred, 0 to 1: soft around the visible threshold.</summary>
    public required float BlurTarget { get; init; }

    /// <summary>How much the whole-image target counts, 0 (arguable or without evidence) to 1.</summary>
    public required float TargetWeight { get; init; }

    /// <summary>log2 of the visible blur width in pixels (0 = none): of the whole, its mean where a camera rolled, or of the subject where
    /// one is clear; <see langword="null"/> elsewhere.</summary>
    public required float? Strength { get; init; }

    /// <summary>The kind of blur; <see langword="null"/> for focus.</summary>
    public required BlurKind? Kind { get; init; }

    /// <summary>How much evidence the image holds, 0 to 1.</summary>
    public required float Evidence { get; init; }

    /// <summary>Cells in a row of the local truth: the width divided by <see cref="CellSize"/>, rounded up.</summary>
    public required int MapWidth { get; init; }

    /// <summary>Rows of the local truth.</summary>
    public required int MapHeight { get; init; }

    /// <summary>Probability of blur for each cell, 0 to 1.</summary>
    public required float[] LocalBlur { get; init; }

    /// <summary>Evidence in each cell, 0 to 1: gradient energy of the sharp original against the noise that was added.</summary>
    public required float[] LocalEvidence { get; init; }

    /// <summary>1 where a cell counts for the local truth, 0 where an overlay hides the image.</summary>
    public required float[] LocalWeight { get; init; }

    /// <summary>Visible blur width in pixels (1 = none) of each cell along 0, 45, 90 and 135 degrees: four planes, one
    /// after the other.</summary>
    public required float[] LocalDirectionalWidth { get; init; }

    /// <summary>Evidence in each cell, 0 to 1, of detail along each of those directions: four planes, one after the other.</summary>
    public required float[] LocalDirectionalEvidence { get; init; }
}
