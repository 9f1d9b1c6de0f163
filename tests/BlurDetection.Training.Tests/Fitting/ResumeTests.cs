using System.Diagnostics;
using BlurDetection.Training.Callbacks;
using BlurDetection.Training.Checkpoints;
using BlurDetection.Training.Fitting;
using BlurDetection.Training.Networks;
using Xunit;

namespace BlurDetection.Training.Tests.Fitting;

public sealed class ResumeTests : IDisposable
{
    private readonly string folder = Directory.CreateTempSubdirectory("resume-").FullName;

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    [Trait("Category", "Slow")]
    public void ARunKilledInTheMiddleOfAnEpochResumesToTheVerySameWeights()
    {
        var whole = Child(Path.Combine(folder, "whole"), "begin", killAt: null);
        var killed = Path.Combine(folder, "killed");
        var before = Child(killed, "begin", killAt: "Training 3 4");
        Assert.DoesNotContain(before, line => line.StartsWith("Training 4", StringComparison.Ordinal)
            || line.StartsWith("verdict", StringComparison.Ordinal));
        var after = Child(killed, "resume", killAt: null);
        Assert.Equal("Training 3 1", after[0]);
        Assert.Equal(Weights(whole), Weights(after));
        Assert.Equal(History(Path.Combine(folder, "whole")), History(killed));
    }

    [Fact]
    public void AFinishedRunResumesToItsEndAtOnce()
    {
        var first = Fit(resume: false, out var weights);
        var again = Fit(resume: true, out var sameWeights);
        Assert.Equal(first.History.Select(e => e.Loss), again.History.Select(e => e.Loss));
        Assert.Equal(weights, sameWeights);
    }

    [Fact]
    public void WithoutACheckpointAResumedRunBeginsAgain() => Assert.Null(Fit(resume: true, out _).ResumedAt);

    [Fact]
    public void ACheckpointOfAnotherRunIsRefusedByItsDifference()
    {
        Fit(resume: false, out _);
        using var module = new NetworkModule(StripedImages.Network(), seed: 2);
        var trainer =
            new NetworkTrainer(module, new FitOptions { Epochs = 2, BatchSize = 8, Seed = 77, CheckpointFolder = folder, Resume = true });
        var e = Assert.Throws<InvalidModelException>(() => trainer.Fit(new StripedImages(16), new StripedImages(8), [new EarlyStopping()]));
        Assert.Contains("seed was 2, and is now 77", e.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(5)]
    [InlineData(400)]
    [InlineData(-1)]
    public void ADamagedCheckpointIsRefusedByName(int length)
    {
        Fit(resume: false, out _);
        var path = Path.Combine(folder, "last.safetensors");
        var bytes = File.ReadAllBytes(path);
        File.WriteAllBytes(path, bytes[..(length < 0 ? bytes.Length - 1 : length)]);
        Assert.Contains(path, Assert.Throws<InvalidModelException>(() => Fit(resume: true, out _)).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("weights/")]
    [InlineData("optimizer/")]
    [InlineData("history")]
    [InlineData("callbacks")]
    [InlineData("callback_values")]
    [InlineData("network")]
    public void ACheckpointWithPartsMissingIsRefusedByName(string part)
    {
        Fit(resume: false, out _);
        var path = Path.Combine(folder, "last.safetensors");
        var (tensors, metadata) = SafeTensors.Read(File.ReadAllBytes(path));
        var (key, header) = Assert.Single(metadata);
        if (part.EndsWith('/')) Assert.True(tensors.Remove(tensors.Keys.First(name => name.StartsWith(part, StringComparison.Ordinal))));
        else metadata[key] = header.Replace($"\"{part}\":", "\"other\":", StringComparison.Ordinal);
        using (var file = File.Create(path)) SafeTensors.Write(file, tensors, metadata);
        Assert.Contains(path, Assert.Throws<InvalidModelException>(() => Fit(resume: true, out _)).Message, StringComparison.Ordinal);
    }

    private FitResult Fit(bool resume, out float[] weights)
    {
        using var module = new NetworkModule(StripedImages.Network(), seed: 2);
        var options = new FitOptions { Epochs = 2, BatchSize = 8, Seed = 2, Threads = 1, CheckpointFolder = folder, Resume = resume };
        var result = new NetworkTrainer(module, options).Fit(new StripedImages(16), new StripedImages(8), [new EarlyStopping()]);
        weights = [.. module.GetWeights().Values.SelectMany(w => w.Values)];
        return result;
    }

    private static List<string> Child(string folder, string resume, string? killAt)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            RedirectStandardOutput = true,
            ArgumentList = { typeof(ResumeTests).Assembly.Location, ResumableRun.Command, folder, resume, killAt ?? "never" },
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        var lines = new List<string>();
        while (process.StandardOutput.ReadLine() is { } line)
        {
            lines.Add(line);
            if (line == killAt) process.Kill(); // SIGKILL
        }
        process.WaitForExit();
        Assert.Equal(killAt is null, process.ExitCode == 0);
        return lines;
    }

    private static IEnumerable<string> Weights(List<string> lines) => lines.Where(l => l.Contains('/', StringComparison.Ordinal));

    /// <summary>Without the timings.</summary>
    private static IEnumerable<string> History(string folder) =>
        File.ReadLines(Path.Combine(folder, "history.csv")).Select(l => string.Join(',', l.Split(',').Take(6)));
}
