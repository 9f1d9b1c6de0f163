using System.Globalization;
using System.Text.Json.Serialization;
using BlurDetection.Imaging;

namespace BlurDetection;

/// <summary>What a model says of one image.</summary>
public sealed record BlurPrediction
{
    /// <summary>Focus, blurred, or indeterminate where the image holds no evidence.</summary>
    public required BlurVerdict Verdict { get; init; }

    /// <summary>Calibrated probability that the image is blurred, 0 to 1. Without meaning where <see cref="Verdict"/> is indeterminate: a
    /// black frame may have 0.99.</summary>
    public required double Probability { get; init; }

    /// <summary>The least probability at which an image counts as blurred, 0 to 1.</summary>
    public required double Threshold { get; init; }

    /// <summary>Why the verdict is indeterminate; <see cref="IndeterminateReason.None"/> otherwise.</summary>
    public IndeterminateReason Reason { get; init; }

    /// <summary>The most likely kind of blur; <see langword="null"/> where the verdict is not blurred, where two kinds are about as likely
    /// (probabilities less than 0.2 apart), and where the model has no such output.</summary>
    public BlurKind? Kind { get; init; }

    /// <summary>How strong the blur is: an ordered level that ranks images, 0 = none, +1 for each doubling of the width that a point is
    /// smeared over in the image as it is classified, blurred from about 1.4 on; without meaning where <see cref="Verdict"/> is
    /// indeterminate; <see langword="null"/> where the model has no such output.</summary>
    public double? Strength { get; init; }

    /// <summary>How far a point is smeared in the image as it is given, in pixels before any scaling, 1 = not at all, along the direction
    /// in which it is smeared most; a mean over the image, in which each place counts as much as the map is certain of it.</summary>
    /// <value>At least 1. The length of a straight streak, 1.85 times the radius of a disk, 3.54 times the standard deviation of a
    /// Gaussian: the participation width of the line spread function. Of an image that shows everything twice, the distance of both copies.
    /// A width below two pixels of the image as it is classified (its longer side at most 960) is not told from sharp.
    /// <see langword="null"/> where the verdict is indeterminate, the model has no such output, or maps are switched off.</value>
    public double? BlurWidth { get; init; }

    /// <summary>The direction of motion blur: degrees from the horizontal, counterclockwise as seen in the upright image, so 0 is
    /// sideways, 45 rises to the right and 90 is upright.</summary>
    /// <value>0 to 180; a streak does not tell which end came first. <see langword="null"/> unless <see cref="Kind"/> is
    /// <see cref="BlurKind.Motion"/>, <see cref="BlurWidth"/> is known, and the smear is at least 1.4 times as long as wide.</value>
    public double? MotionAngle { get; init; }

    /// <summary>How sharp the foreground is: the mean of 1 - probability of blur over the map's cells in the middle half of the width and
    /// of the height, where the subject usually stands, each counting as much as it is certain.</summary>
    /// <value>0 (blurred) to 1 (sharp); <see langword="null"/> where the verdict is indeterminate, no such cell holds evidence, or there is
    /// no <see cref="Map"/>.</value>
    public double? ForegroundSharpness { get; init; }

    /// <summary>The same of the rest of the image, around that middle.</summary>
    /// <value>0 (blurred) to 1 (sharp); <see langword="null"/> as for <see cref="ForegroundSharpness"/>.</value>
    public double? BackgroundSharpness { get; init; }

    /// <summary>How much evidence the image holds, 0 (none) to 1; <see langword="null"/> where the model has no such output.</summary>
    public double? Evidence { get; init; }

    /// <summary>Where the image is blurred; <see langword="null"/> where the model has no map or maps are switched off.</summary>
    /// <remarks>Left out when the prediction is written as JSON, since it holds thousands of numbers: serialize the map
    /// itself where it is wanted.</remarks>
    [JsonIgnore]
    public BlurMap? Map { get; init; }

    /// <summary>Width of the upright image in pixels, before any scaling.</summary>
    public required int Width { get; init; }

    /// <summary>Height of the upright image in pixels, before any scaling.</summary>
    public required int Height { get; init; }

    /// <summary>Format and pages of the file, and the range of its samples that became black to white.</summary>
    public ImageInfo Image { get; init; } = new();

    /// <summary>True only for <see cref="BlurVerdict.Blurred"/>.</summary>
    public bool IsBlurry => Verdict == BlurVerdict.Blurred;

    /// <summary>The prediction in one line: <c>Blurred (Motion), probability 0.970, strength 2.3, 1200x800</c>.</summary>
    public override string ToString()
    {
        if (Verdict == BlurVerdict.Indeterminate) return $"{Verdict} ({Reason}), {Width}x{Height}";
        string kind = Kind is { } known ? $" ({known})" : "";
        string strength = Strength is { } level ? string.Create(CultureInfo.InvariantCulture, $", strength {level:0.0}") : "";
        string width = BlurWidth is { } pixels && IsBlurry ? string.Create(CultureInfo.InvariantCulture, $", {pixels:0} px wide") : "";
        string angle = MotionAngle is { } degrees ? string.Create(CultureInfo.InvariantCulture, $" at {degrees:0} degrees") : "";
        return string.Create(CultureInfo.InvariantCulture,
            $"{Verdict}{kind}, probability {Probability:0.000}{strength}{width}{angle}, {Width}x{Height}");
    }
}
