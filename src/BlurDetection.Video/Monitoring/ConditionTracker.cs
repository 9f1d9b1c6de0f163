using System.Text.Json.Serialization;

namespace BlurDetection.Video;

/// <summary>Turns a condition that flickers into begin and end.</summary>
/// <remarks>A level follows the condition exponentially and crosses 0.8 (0.2) when it held (was gone) for the delay.</remarks>
internal sealed class ConditionTracker
{
    private const double High = 0.8;

    [JsonInclude]
    public bool IsActive { get; set; }

    [JsonInclude]
    public double Level { get; set; }

    [JsonInclude]
    public DateTimeOffset? Since { get; set; }

    [JsonInclude]
    public DateTimeOffset? ActiveFrom { get; set; }

    /// <summary>Takes what was seen; gives an event where the condition begins or ends.</summary>
    /// <param name="seen">True if the condition holds now; <see langword="null"/> if this frame cannot tell.</param>
    public CameraEvent? Update(CameraEventKind kind, bool? seen, DateTimeOffset time, TimeSpan elapsed, CameraMonitorOptions options)
    {
        if (seen is not { } now) return null;
        Since = now == IsActive ? null : Since ?? time;
        var delay = IsActive ? options.EndDelay : options.BeginDelay;
        // A pause between frames cannot stand for more than a part of the delay: a single frame after it begins nothing.
        var step = Math.Min(elapsed.TotalSeconds, delay.TotalSeconds / 3);
        Level = delay == TimeSpan.Zero ? now ? 1 : 0
            : Level + ((now ? 1 : 0) - Level) * (1 - Math.Exp(-step * Math.Log(1 / (1 - High)) / delay.TotalSeconds));
        // Rounding must not make the last of a number of equal steps fall short.
        if (IsActive ? Level > 1 - High + 1e-9 : Level < High - 1e-9) return null;
        IsActive = !IsActive;
        Level = IsActive ? 1 : 0;
        var since = Since ?? time;
        Since = null;
        ActiveFrom = IsActive ? time : null;
        return new CameraEvent(kind, IsActive, time, since);
    }
}
