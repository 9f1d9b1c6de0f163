using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Video;

/// <summary>When frames make a span of blur.</summary>
public class BlurSpanOptions : IValidatableObject
{
    /// <summary>The least probability at which a span begins.</summary>
    /// <value>0 to 1; default <see langword="null"/>: the classifier's threshold.</value>
    [Range(0.0, 1.0)]
    public double? EnterThreshold { get; set; }

    /// <summary>The probability below which a span ends; between the two nothing changes, so that a value that wavers
    /// makes one span.</summary>
    /// <value>0 to <see cref="EnterThreshold"/>; default <see langword="null"/>: four fifths of that, or nine tenths where
    /// <see cref="IsRelative"/> is set.</value>
    [Range(0.0, 1.0)]
    public double? ExitThreshold { get; set; }

    /// <summary>True to find spans by <see cref="VideoTimeline.RelativeProbabilities"/>: for a fixed camera whose every frame is somewhat
    /// soft by its scene, its lens, night or the codec, or whose frames are so sharp that a little blur is worth a span.</summary>
    /// <value>Default <see langword="false"/>: by the model's probability of each frame.</value>
    public bool IsRelative { get; set; }

    /// <summary>The shortest span; shorter ones are left out.</summary>
    /// <value>0 or longer; default 0.</value>
    public TimeSpan MinimumLength { get; set; }

    /// <summary>The longest gap between two spans that makes them one.</summary>
    /// <value>0 or longer; default 0: none is bridged.</value>
    public TimeSpan BridgeGap { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ExitThreshold > EnterThreshold)
            yield return new($"{nameof(ExitThreshold)} is at most {nameof(EnterThreshold)}.", [nameof(ExitThreshold)]);
        if (MinimumLength < TimeSpan.Zero) yield return new($"{nameof(MinimumLength)} is 0 or longer.", [nameof(MinimumLength)]);
        if (BridgeGap < TimeSpan.Zero) yield return new($"{nameof(BridgeGap)} is 0 or longer.", [nameof(BridgeGap)]);
    }
}
