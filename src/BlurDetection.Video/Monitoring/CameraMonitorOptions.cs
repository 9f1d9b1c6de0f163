using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Video;

/// <summary>When a camera's condition begins and ends.</summary>
public class CameraMonitorOptions : IValidatableObject
{
    /// <summary>How long a condition must hold before it begins; what comes and goes in between (a headlight, a raindrop)
    /// begins nothing.</summary>
    /// <value>0 or longer; default 30 seconds.</value>
    public TimeSpan BeginDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How long it must be gone before it ends.</summary>
    /// <value>0 or longer; default 30 seconds.</value>
    public TimeSpan EndDelay { get; set; } = TimeSpan.FromSeconds(30);

    /// <summary>How much softer than usual the image must be, in doublings of the width that a point is smeared over.</summary>
    /// <value>0 to 6; default 1.</value>
    [Range(0.0, 6.0)]
    public double BlurMargin { get; set; } = 1;

    /// <summary>How alike the scene's structure must stay: the least correlation with what was learned.</summary>
    /// <value>-1 to 1; default 0.3.</value>
    [Range(-1.0, 1.0)]
    public double SceneCorrelation { get; set; } = 0.3;

    /// <summary>Frames of an hour of the day after which what was learned for it counts.</summary>
    /// <value>1 to 1,000,000; default 60.</value>
    [Range(1, 1_000_000)]
    public int LearningFrames { get; set; } = 60;

    /// <summary>How long another scene must stay before it is taken for the camera's own, and learned again.</summary>
    /// <value>Longer than 0; default 10 minutes.</value>
    public TimeSpan NewSceneAfter { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (BeginDelay < TimeSpan.Zero) yield return new($"{nameof(BeginDelay)} is 0 or longer.", [nameof(BeginDelay)]);
        if (EndDelay < TimeSpan.Zero) yield return new($"{nameof(EndDelay)} is 0 or longer.", [nameof(EndDelay)]);
        if (NewSceneAfter <= TimeSpan.Zero) yield return new($"{nameof(NewSceneAfter)} is longer than 0.", [nameof(NewSceneAfter)]);
    }
}
