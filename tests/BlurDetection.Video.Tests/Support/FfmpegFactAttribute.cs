namespace BlurDetection.Video.Tests.Support;

/// <summary>A test that needs ffmpeg; skipped where there is none.</summary>
[AttributeUsage(AttributeTargets.Method)]
internal sealed class FfmpegFactAttribute : FactAttribute
{
    public FfmpegFactAttribute()
    {
        if (!Ffmpeg.IsThere) Skip = $"Needs ffmpeg: {FfmpegPrograms.InstallLine}.";
    }
}
