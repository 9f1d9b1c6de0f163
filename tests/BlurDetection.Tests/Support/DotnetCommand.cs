using System.Diagnostics;
using System.Runtime.InteropServices;

namespace BlurDetection.Tests.Support;

/// <summary>Runs the dotnet command as a user would, apart from the build that runs the tests.</summary>
internal static class DotnetCommand
{
    public static Task<string> RunAsync(string folder, params string[] arguments) => RunToolAsync(folder, "dotnet", arguments);

    /// <summary>Runs a program that needs this runtime.</summary>
    public static async Task<string> RunToolAsync(string folder, string program, params string[] arguments)
    {
        var start = new ProcessStartInfo(program, arguments) { WorkingDirectory = folder };
        return await RunAsync(start);
    }

    /// <summary>Runs a process to its end and gives back what it wrote; it must end with 0.</summary>
    public static async Task<string> RunAsync(ProcessStartInfo start)
    {
        Isolate(start);
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync();
        var errors = process.StandardError.ReadToEndAsync();
        await process.WaitForExitAsync();
        var text = await output + await errors;
        Assert.True(process.ExitCode == 0,
            $"{start.FileName} {string.Join(' ', start.ArgumentList)} ended with {process.ExitCode}:\n{text}");
        return text;
    }

    /// <summary>Takes away what the build that runs the tests has set.</summary>
    public static void Isolate(ProcessStartInfo start)
    {
        foreach (var name in start.Environment.Keys.Where(name => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase)).ToList())
            start.Environment.Remove(name);
        start.Environment["MSBUILDDISABLENODEREUSE"] = "1";
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_NOLOGO"] = "1";
        start.Environment["DOTNET_ROOT"] = Path.GetFullPath(Path.Combine(RuntimeEnvironment.GetRuntimeDirectory(), "..", "..", ".."));
    }
}
