namespace BlurDetection.Video;

/// <summary>The begin or the end of a camera's condition.</summary>
/// <param name="Kind">The condition.</param>
/// <param name="IsActive">True at its begin, false at its end.</param>
/// <param name="Time">When it was reported: the delays of <see cref="CameraMonitorOptions"/> after <paramref name="Since"/>.</param>
/// <param name="Since">When it was first seen to begin, or to have ended.</param>
public sealed record CameraEvent(CameraEventKind Kind, bool IsActive, DateTimeOffset Time, DateTimeOffset Since);
