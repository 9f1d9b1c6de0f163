namespace BlurDetection.Web.Api;

/// <summary>What is said of one image: a verdict, or an error.</summary>
internal sealed record ImageResult
{
    /// <summary>The file's name, as sent.</summary>
    public required string Name { get; init; }

    /// <summary>Bytes of the file.</summary>
    public long? Bytes { get; init; }

    /// <summary>Why there is no verdict.</summary>
    public ImageError? Error { get; init; }

    /// <summary>Focus, blurred, or indeterminate where the image holds no evidence.</summary>
    public BlurVerdict? Verdict { get; init; }

    /// <summary>Probability that the image is blurred, 0 to 1.</summary>
    public double? Probability { get; init; }

    /// <summary>The least probability at which an image counts as blurred.</summary>
    public double? Threshold { get; init; }

    /// <summary>Why the verdict is indeterminate.</summary>
    public IndeterminateReason? Reason { get; init; }

    /// <summary>The most likely kind of blur.</summary>
    public BlurKind? Kind { get; init; }

    /// <summary>How strong the blur is, 0 = none, +1 for each doubling of its width.</summary>
    public double? Strength { get; init; }

    /// <summary>How far a point is smeared, in pixels of the image as it was sent, 1 = not at all.</summary>
    public double? BlurWidth { get; init; }

    /// <summary>Direction of motion blur: degrees from the horizontal, counterclockwise, 0 to 180.</summary>
    public double? MotionAngle { get; init; }

    /// <summary>How sharp the middle is, where the subject usually stands, 0 to 1.</summary>
    public double? ForegroundSharpness { get; init; }

    /// <summary>How sharp the rest is, 0 to 1.</summary>
    public double? BackgroundSharpness { get; init; }

    /// <summary>How much evidence the image holds, 0 to 1.</summary>
    public double? Evidence { get; init; }

    /// <summary>Width of the upright image in pixels.</summary>
    public int? Width { get; init; }

    /// <summary>Height of the upright image in pixels.</summary>
    public int? Height { get; init; }

    /// <summary>Time that decoding and classifying took.</summary>
    public double? Milliseconds { get; init; }

    /// <summary>Where the image is blurred.</summary>
    public ImageMap? Map { get; init; }
}
