using System.Diagnostics;

namespace BlurDetection.Tests.Support;

/// <summary>Runs a program that writes image files; the test is skipped where the machine does not have it.</summary>
internal static class OtherProgram
{
    /// <summary>Runs a command line of plain words; {0} and {1} are replaced by the paths given.</summary>
    public static void Run(string command, params string[] paths)
    {
        var words = command.Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(word => string.Format(System.Globalization.CultureInfo.InvariantCulture, word, [.. paths])).ToArray();
        Skip.If(!Exists(words[0]), $"{words[0]} is not installed.");
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true, RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var error = process.StandardError.ReadToEnd();
        process.WaitForExit();
        Assert.True(process.ExitCode == 0, $"{command}: {error} {output.Result}");
    }

    private static bool Exists(string program) =>
        (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
            .Any(folder => File.Exists(Path.Combine(folder, program)));
}
