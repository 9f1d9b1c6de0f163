using System.Diagnostics;
using BlurDetection.Cli;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>Runs the console, in this process or in one of its own.</summary>
internal static class Blur
{
    public static async Task<Result> RunAsync(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();
        int code = await BlurCommand.RunAsync(args, output, error);
        return new Result(code, output.ToString(), error.ToString());
    }

    /// <summary>Starts the console as a process, which the test may kill.</summary>
    public static Process Start(params string[] args)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
            RedirectStandardInput = true,
        };
        // As it was built for itself: beside the tests it lacks what they share with ASP.NET.
        start.ArgumentList
            .Add(Path.Combine(Repository.Root, "samples", "BlurDetection.Cli", "bin", Repository.Configuration, "net10.0", "blur.dll"));
        foreach (string arg in args) start.ArgumentList.Add(arg);
        return Process.Start(start)!;
    }

    internal sealed record Result(int Code, string Output, string Error);
}
