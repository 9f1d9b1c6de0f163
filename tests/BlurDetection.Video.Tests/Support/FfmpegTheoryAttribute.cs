namespace BlurDetection.Video.Tests.Support;

/// <summary>A theory that needs ffmpeg; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegTheoryAttribute : TheoryAttribute
{
    public FfmpegTheoryAttribute()
    {
        if (!Ffmpeg.IsThere) Skip = $"Needs ffmpeg: {FfmpegPrograms.InstallLine}.";
    }
}
