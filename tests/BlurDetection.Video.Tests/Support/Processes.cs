using System.Globalization;

namespace BlurDetection.Video.Tests.Support;

/// <summary>Finds processes of Linux by what they were started with.</summary>
internal static class Processes
{
    /// <summary>The numbers of the running ffmpeg and ffprobe with this argument.</summary>
    public static int[] WithArgument(string argument) =>
        [.. Directory.GetDirectories("/proc")
            .Where(folder => int.TryParse(Path.GetFileName(folder), out _) && Arguments(folder) is [var program, .. var rest]
                && Path.GetFileName(program).StartsWith("ff", StringComparison.Ordinal) && rest.Contains(argument))
            .Select(folder => int.Parse(Path.GetFileName(folder), CultureInfo.InvariantCulture))];

    private static string[] Arguments(string folder)
    {
        try
        {
            return File.ReadAllText(Path.Combine(folder, "cmdline")).Split('\0');
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return []; // it has ended
        }
    }
}
