using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Video;

/// <summary>How a camera is watched.</summary>
public class CameraWatcherOptions : IValidatableObject
{
    /// <summary>How the stream is read.</summary>
    /// <value>Default: the first frame of every second.</value>
    [Required]
    public VideoReaderOptions Reading { get; set; } = new() { Sampling = FrameSampling.Every(TimeSpan.FromSeconds(1)) };

    /// <summary>How long to wait before the first attempt to connect again; each further wait is twice as long.</summary>
    /// <value>0 or longer; default 1 second.</value>
    public TimeSpan ReconnectDelay { get; set; } = TimeSpan.FromSeconds(1);

    /// <summary>The longest wait.</summary>
    /// <value>At least <see cref="ReconnectDelay"/>; default 1 minute.</value>
    public TimeSpan MaxReconnectDelay { get; set; } = TimeSpan.FromMinutes(1);

    /// <summary>When a recording was begun: the hours of the day count from here.</summary>
    /// <value>Default <see langword="null"/>: a recording is watched as if it were recorded now, and streams by the clock.</value>
    public DateTimeOffset? RecordedFrom { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (ReconnectDelay < TimeSpan.Zero) yield return new($"{nameof(ReconnectDelay)} is 0 or longer.", [nameof(ReconnectDelay)]);
        if (MaxReconnectDelay < ReconnectDelay)
            yield return new($"{nameof(MaxReconnectDelay)} is at least {nameof(ReconnectDelay)}.", [nameof(MaxReconnectDelay)]);
    }
}
