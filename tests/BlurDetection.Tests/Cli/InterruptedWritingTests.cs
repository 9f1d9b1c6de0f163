using System.Diagnostics;
using System.Globalization;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Tests.Cli;

/// <summary>Commands that write, killed at random moments and given a disk that is full at random bytes: what is there afterwards is old and whole, or new and whole.</summary>
/// <remarks>BLUR_INTERRUPTIONS in the environment sets how many of each; the moments are drawn from the time that a whole run takes.</remarks>
[Trait("Category", "Slow")]
public sealed class InterruptedWritingTests : IDisposable
{
    private const string Old = "<html>old and whole</html>";
    private static readonly int Interruptions =
        int.TryParse(Environment.GetEnvironmentVariable("BLUR_INTERRUPTIONS"), NumberStyles.None, CultureInfo.InvariantCulture, out int wanted) ? wanted : 2;

    private readonly LabelledPictures _pictures = new(scenes: 12);
    private readonly PictureFolder _out = new();
    private readonly string _model;

    public InterruptedWritingTests() => _model = _out.Add("model.onnx", TestModels.Plain());

    public void Dispose()
    {
        _pictures.Dispose();
        _out.Dispose();
    }

    [SkippableTheory]
    [InlineData("calibrate")]
    [InlineData("evaluate")]
    [InlineData("synthesize")]
    public void WhatIsThereIsOldAndWholeOrNewAndWhole(string command)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Signals and limits on the size of files are those of Linux.");
        Prepare(command);
        long start = Stopwatch.GetTimestamp();
        Assert.Equal(0, Run(command, null, null));
        TimeSpan whole = Stopwatch.GetElapsedTime(start);
        Check(command, mustBeNew: true);
        var random = new Random(5);
        for (int i = 0; i < Interruptions; i++)
        {
            Prepare(command);
            Run(command, whole * (0.3 + 0.7 * random.NextDouble()), null);
            Check(command, mustBeNew: false);
            Prepare(command);
            Run(command, null, random.Next(0, 6));
            Check(command, mustBeNew: false);
        }
    }

    private string Target(string command) => Path.Combine(_out.Root, command switch
    {
        "calibrate" => "mine.zip",
        "evaluate" => "report.html",
        _ => Path.Combine("made", "metadata.csv"),
    });

    private string[] Line(string command) => command switch
    {
        "calibrate" => ["calibrate", "--images", _pictures.Images, "--labels", _pictures.Labels, "--model", _model, "--out", Target(command), "--force", "-q"],
        "evaluate" => ["evaluate", "--images", _pictures.Images, "--labels", _pictures.Labels, "--model", _model, "--report", Target(command), "-q"],
        _ => ["synthesize", Path.Combine(_pictures.Images, "1.jpg"), Path.Combine(_pictures.Images, "3.jpg"), "--out", Path.Combine(_out.Root, "made"), "--force", "--width", "64", "--height", "64", "--each", "6"],
    };

    private void Prepare(string command)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target(command))!);
        if (command == "calibrate") BlurDetection.Pipeline.ModelZip.Save(TestModels.Plain(), Target(command));
        else File.WriteAllText(Target(command), Old);
    }

    private void Check(string command, bool mustBeNew)
    {
        string path = Target(command);
        if (command == "calibrate")
        {
            using BlurClassifier model = BlurClassifier.Load(path);
            if (mustBeNew) Assert.NotEqual(0.6, model.Threshold);
            return;
        }
        string text = File.ReadAllText(path);
        if (!mustBeNew && text == Old) return;
        if (command == "evaluate") Assert.EndsWith("</html>", text.TrimEnd());
        else
        {
            string[] rows = text.Split('\n', StringSplitOptions.RemoveEmptyEntries);
            Assert.EndsWith("\n", text);
            foreach (string row in rows[1..])
            {
                using SKBitmap? image = SKBitmap.Decode(Path.Combine(_out.Root, "made", "images", row.Split(',')[0]));
                Assert.NotNull(image); // a row names an image that is whole
            }
        }
        Assert.NotEqual(Old, text);
    }

    /// <summary>Runs the console; killed after a time, or with files limited to so many KiB.</summary>
    private int Run(string command, TimeSpan? killedAfter, int? mostKiB)
    {
        string console = Path.Combine(AppContext.BaseDirectory, "blur.dll");
        // With the signal ignored a write beyond the limit fails as on a full disk. Compiled code lives in a file of memory that the limit must not meet.
        string script = mostKiB is { } limit ? $"trap '' XFSZ; ulimit -f {limit}; exec dotnet \"$@\"" : "exec dotnet \"$@\"";
        var start = new ProcessStartInfo("bash", ["-c", script, "bash", console, .. Line(command)]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        using var process = Process.Start(start)!;
        _ = process.StandardOutput.ReadToEndAsync();
        Task<string> said = process.StandardError.ReadToEndAsync();
        if (killedAfter is { } time && !process.WaitForExit(time)) process.Kill(); // SIGKILL
        process.WaitForExit();
        if (mostKiB is not null) Assert.False(said.Result.Contains("Unexpected"), said.Result);
        return process.ExitCode;
    }
}
