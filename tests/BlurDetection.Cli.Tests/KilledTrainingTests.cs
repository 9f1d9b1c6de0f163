using System.Diagnostics;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

/// <summary><c>blur train</c> as a process of its own that is killed.</summary>
[Trait("Category", "Slow")]
public sealed class KilledTrainingTests : IDisposable
{
    private const string LastLine = "Epoch 3/";

    private readonly LabelledImages _pictures = new();

    public void Dispose() => _pictures.Dispose();

    [Fact]
    public void KilledAfterHalfItsEpochsAndResumedItEndsWithTheSameModel()
    {
        Train("whole", killed: false);
        string checkpoint = Path.Combine(_pictures.Images, "killed", "cnn_model", "last.safetensors");
        Train("killed", killed: true);
        Assert.True(File.Exists(checkpoint));
        Assert.False(File.Exists(Model("killed")));
        Assert.Contains("Training is under way", File.ReadAllText(Path.Combine(_pictures.Images, "killed", "report.html")));

        string told = Train("killed", killed: false, "--resume");
        Assert.DoesNotContain("Epoch 1/", told);
        Assert.Contains("Epoch 6/6", told);
        Assert.Equal(File.ReadAllBytes(Model("whole")), File.ReadAllBytes(Model("killed")));
        Assert.Contains("Resumed at epoch", File.ReadAllText(Path.Combine(_pictures.Images, "killed", "report.html")));
    }

    private string Model(string name) => Path.Combine(_pictures.Images, name, "model.onnx");

    private string Train(string name, bool killed, params string[] more)
    {
        string[] program = killed ? [typeof(HeldConsole).Assembly.Location, HeldConsole.Command, LastLine]
            : [Path.Combine(AppContext.BaseDirectory, "BlurDetection.Cli.Training.dll")];
        var start = new ProcessStartInfo("dotnet",
        [
            .. program, "train", "--images", _pictures.Images, "--labels", _pictures.Labels, "--layers", _pictures.Layers,
            "--epochs", "6", "--batch", "2", "--threads", "1", "--folds", "0", "--validation", "0.34", "--out",
            Path.Combine(_pictures.Images, name), .. more,
        ]) { RedirectStandardError = true, RedirectStandardOutput = true };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync();
        var told = new List<string>();
        while (process.StandardError.ReadLine() is { } line)
        {
            told.Add(line);
            if (killed && line.StartsWith(LastLine, StringComparison.Ordinal)) process.Kill(); // SIGKILL
        }
        process.WaitForExit();
        Assert.True(killed || process.ExitCode == 0, string.Join('\n', told) + output.Result);
        return string.Join('\n', told);
    }
}
