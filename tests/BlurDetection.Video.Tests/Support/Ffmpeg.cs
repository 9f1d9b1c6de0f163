using System.Diagnostics;

namespace BlurDetection.Video.Tests.Support;

/// <summary>Runs ffmpeg for tests.</summary>
internal static class Ffmpeg
{
    public static bool IsThere { get; } = Find();

    /// <summary>Runs ffmpeg to its end; the arguments are split at blanks that no quotes hold together.</summary>
    public static async Task RunAsync(string arguments)
    {
        using var process = Start(arguments);
        var errors = await process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        Assert.True(process.ExitCode == 0, $"ffmpeg {arguments}\n{errors}");
    }

    /// <summary>Starts ffmpeg and lets it run.</summary>
    public static Process Start(string arguments) =>
        Process.Start(new ProcessStartInfo("ffmpeg",
            "-nostdin -hide_banner -loglevel error -y " + arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;

    /// <summary>True while a process runs or waits to be reaped.</summary>
    public static bool IsAlive(int processId)
    {
        try
        {
            using var process = Process.GetProcessById(processId);
            return !process.HasExited;
        }
        catch (ArgumentException)
        {
            return Directory.Exists($"/proc/{processId}"); // a zombie is there still
        }
    }

    private static bool Find()
    {
        try
        {
            return FfmpegPrograms.Find("ffmpeg", null).Length > 0;
        }
        catch (FfmpegNotFoundException)
        {
            return false;
        }
    }
}
