using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace BlurDetection.Benchmarks.Ratios;

/// <summary>Figures that only a fresh process can give: processor time of its first verdict, and its peak memory.</summary>
internal static partial class ChildProcess
{
    private const string PeakMemory = "peak-memory", FirstVerdict = "first-verdict";

    /// <summary>Peak resident memory of a process that classifies one image, in MB.</summary>
    public static double PeakMegabytes(string picture, string? model) => Run(PeakMemory, picture, model);

    /// <summary>Processor seconds of a process that classifies one image and ends.</summary>
    public static double FirstVerdictSeconds(string picture, string? model) => Run(FirstVerdict, picture, model);

    /// <summary>What the fresh process does.</summary>
    public static int Predict(string kind, string picture, string? model)
    {
        using var classifier = BenchmarkModel.Load(model);
        classifier.Classify(picture);
        var value = kind == PeakMemory ? PeakResident() : Environment.CpuUsage.TotalTime.TotalSeconds;
        Console.WriteLine(value.ToString("R", CultureInfo.InvariantCulture));
        return 0;
    }

    private static double Run(string kind, string picture, string? model)
    {
        var start = new ProcessStartInfo(Environment.ProcessPath!) { RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(start.FileName) == "dotnet") start.ArgumentList.Add(typeof(ChildProcess).Assembly.Location);
        string[] arguments = model is null ? ["child", kind, picture] : ["child", kind, picture, "--model", model];
        foreach (var argument in arguments) start.ArgumentList.Add(argument);
        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == 0 ? double.Parse(output, CultureInfo.InvariantCulture)
            : throw new InvalidOperationException($"The {kind} process failed.");
    }

    private static double PeakResident()
    {
        if (!OperatingSystem.IsLinux()) return Process.GetCurrentProcess().PeakWorkingSet64 / 1e6;
        var line = PeakLine().Match(File.ReadAllText("/proc/self/status"));
        return long.Parse(line.Groups[1].ValueSpan, CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    [GeneratedRegex(@"VmHWM:\s+(\d+) kB")]
    private static partial Regex PeakLine();
}
