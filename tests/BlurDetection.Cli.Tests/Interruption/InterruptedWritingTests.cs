using System.Diagnostics;
using System.Globalization;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests.Interruption;

/// <summary>Commands that write, killed at random moments and on a disk that is full at random places: what is there afterwards is old and
/// whole, or new and whole.</summary>
/// <remarks>BLUR_INTERRUPTIONS in the environment sets how many of each (<c>eng/interrupt</c>); the moments are drawn
/// from the time that a whole run takes.</remarks>
[Trait("Category", "Slow")]
public sealed class InterruptedWritingTests : IDisposable
{
    private const int Scenes = 12, Page = 4096;
    private static readonly int Interruptions =
        int.TryParse(Environment.GetEnvironmentVariable("BLUR_INTERRUPTIONS"), NumberStyles.None, CultureInfo.InvariantCulture,
            out int wanted) ? wanted : 2;

    private readonly LabelledImages _pictures = new(Scenes);
    private readonly ImageFolder _inputs = new();
    private readonly string _work = Directory.CreateTempSubdirectory("interrupted-").FullName;
    private readonly Random _random = new(5);

    public static TheoryData<string> Commands => ["calibrate", "evaluate", "synthesize", "train", "quantize", "scan"];

    public void Dispose()
    {
        _pictures.Dispose();
        _inputs.Dispose();
        Directory.Delete(_work, recursive: true);
    }

    [SkippableTheory]
    [MemberData(nameof(Commands))]
    public void KilledAtAnyMomentItLeavesWholeFiles(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Processes are killed by a signal.");
        WritingCommand command = Create(name);
        long start = Stopwatch.GetTimestamp();
        string folder = Prepared(command);
        Assert.Equal(0, Run(command.Line(folder)).Code);
        TimeSpan whole = Stopwatch.GetElapsedTime(start);
        command.Check(folder, ended: true);
        for (int i = 0; i < Interruptions; i++)
        {
            folder = Prepared(command);
            bool ended = Run(command.Line(folder), killedAfter: whole * (0.3 + 0.7 * _random.NextDouble())).Code == 0;
            command.Check(folder, ended);
            if (ended || command.Resume(folder) is not { } line) continue;
            Assert.Equal(0, Run(line).Code);
            command.Check(folder, ended: true);
        }
    }

    [SkippableTheory]
    [MemberData(nameof(Commands))]
    public void OnAFullDiskItSaysSoAndLeavesWholeFilesAndNothingHalfWritten(string name)
    {
        Skip.IfNot(OperatingSystem.IsLinux() && MayMount(), "A small file system of its own needs the right to mount one.");
        WritingCommand command = Create(name);
        string folder = Prepared(command);
        long before = Room(folder);
        Assert.Equal(0, Run(command.Line(folder)).Code);
        long more = Math.Max(Room(folder) - before, 2 * Page);
        for (int i = 0; i < Interruptions; i++)
        {
            folder = Prepared(command);
            long room = before + _random.NextInt64(more);
            (int code, string error) = RunOnSmallDisk(command.Line(folder), folder, room);
            command.Check(folder, ended: code == 0);
            string[] beside = [.. Directory.GetFiles(folder, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetExtension(file) is ".tmp" or ".part")];
            Assert.True(beside.Length == 0, $"Left with {room} bytes: {string.Join(", ", beside)}");
            Assert.True(code == 0 || (code is > 0 and < 128 && error.Trim().Length > 0
                && !error.Contains("Unexpected", StringComparison.Ordinal)), $"{code} with {room} bytes: {error}");
        }
    }

    private WritingCommand Create(string name)
    {
        string model = _inputs.Add("model.onnx", TestModels.Plain());
        return name switch
        {
            "calibrate" => new CalibrateWriting(_pictures, model),
            "evaluate" => new EvaluateWriting(_pictures, model),
            "synthesize" => new SynthesizeWriting(_pictures),
            "train" => new TrainWriting(_pictures),
            "quantize" => new QuantizeWriting(_pictures, _inputs),
            _ => new ScanWriting(_pictures, Scenes, model),
        };
    }

    private string Prepared(WritingCommand command)
    {
        string folder = Path.Combine(_work, "out");
        if (Directory.Exists(folder)) Directory.Delete(folder, recursive: true);
        Directory.CreateDirectory(folder);
        command.Prepare(folder);
        return folder;
    }

    // As a file system of memory counts it.
    private static long Room(string folder) =>
        Directory.GetFiles(folder, "*", SearchOption.AllDirectories).Sum(file => (new FileInfo(file).Length + Page - 1) / Page * Page);

    private static bool MayMount() => Bash("unshare --mount mount -t tmpfs -o size=64k tmpfs /mnt", [], null).Code == 0;

    private static (int Code, string Error) Run(string[] line, TimeSpan? killedAfter = null) =>
        Bash("exec dotnet \"$@\"", [Console, .. line], killedAfter);

    /// <summary>Runs the console with the folder on a file system of so many bytes, which nobody else sees, and brings
    /// back what is there then.</summary>
    private (int Code, string Error) RunOnSmallDisk(string[] line, string folder, long bytes)
    {
        string kept = Path.Combine(_work, "kept");
        const string Script = """
            kept=$1; folder=$2; size=$3; shift 3
            rm -rf "$kept" && cp -a "$folder" "$kept" && mount -t tmpfs -o "size=$size" tmpfs "$folder" &&
                cp -a "$kept/." "$folder/" || exit 200
            dotnet "$@"; code=$?
            rm -rf "$kept" && cp -a "$folder" "$kept" || exit 201
            exit $code
            """;
        (int Code, string Error) result = Bash($"exec unshare --mount bash -c '{Script}' bash \"$@\"",
            [kept, folder, Math.Max(bytes, Page).ToString(CultureInfo.InvariantCulture), Console, .. line], null);
        Directory.Delete(folder, recursive: true);
        Directory.Move(kept, folder);
        return result;
    }

    // As it was built for itself.
    private static string Console =>
        Path.Combine(Repository.Root, "samples", "BlurDetection.Cli.Training", "bin", Repository.Configuration, "net10.0",
            "BlurDetection.Cli.Training.dll");

    private static (int Code, string Error) Bash(string script, string[] arguments, TimeSpan? killedAfter)
    {
        var start = new ProcessStartInfo("bash", ["-c", script, "bash", .. arguments])
        {
            RedirectStandardError = true,
            RedirectStandardOutput = true,
        };
        start.Environment["OMP_NUM_THREADS"] = "1";
        using var process = Process.Start(start)!;
        Task<string> output = process.StandardOutput.ReadToEndAsync(), error = process.StandardError.ReadToEndAsync();
        if (killedAfter is { } time && !process.WaitForExit(time)) process.Kill(); // SIGKILL
        process.WaitForExit();
        _ = output.Result;
        return (process.ExitCode, error.Result);
    }
}
