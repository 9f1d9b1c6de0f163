namespace BlurDetection.Video;

/// <summary>Finds ffmpeg and ffprobe.</summary>
internal static class FfmpegPrograms
{
    /// <summary>The line that installs ffmpeg on this system.</summary>
    public static string InstallLine =>
        OperatingSystem.IsMacOS() ? "brew install ffmpeg" : OperatingSystem.IsWindows() ? "winget install Gyan.FFmpeg"
            : "apt-get install ffmpeg";

    /// <summary>The path of a program.</summary>
    /// <param name="name">"ffmpeg" or "ffprobe".</param>
    /// <param name="configured">The path of ffmpeg that the options give; ffprobe is looked for beside it.</param>
    /// <exception cref="FfmpegNotFoundException">There is no such program.</exception>
    public static string Find(string name, string? configured)
    {
        var file = OperatingSystem.IsWindows() ? name + ".exe" : name;
        if (configured is not null)
        {
            var path = name == "ffmpeg" ? configured : Path.Combine(Path.GetDirectoryName(Path.GetFullPath(configured))!, file);
            return File.Exists(path) ? path : throw NotFound(name, $"at {path}");
        }
        return SearchPath(file) ?? throw NotFound(name, "on the PATH");
    }

    private static string? SearchPath(string file) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries)
            .Select(folder => Path.Combine(folder, file))
            .FirstOrDefault(File.Exists);

    private static FfmpegNotFoundException NotFound(string name, string where) =>
        new($"There is no {name} {where}. Install it ({InstallLine}), or set " +
            $"{nameof(VideoReaderOptions)}.{nameof(VideoReaderOptions.FfmpegPath)}.");
}
