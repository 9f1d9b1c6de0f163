using System.Diagnostics;
using System.Text.RegularExpressions;
using BlurDetection.Tests.Packages;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

/// <summary>
/// A reader's folder, with everything in it that the pages name: photo.jpg, photos, uploads, DIR with its metadata.csv, sharp, an empty
/// console project YOUR.csproj, somebody's model theirs.onnx. The home folder is one of its own, so that nothing on the machine changes.
/// </summary>
internal sealed partial class Workspace : IAsyncDisposable
{
    private static readonly string[] Folders = ["samples/", "benchmarks/", "eng/"];

    private readonly ImageFolder _folder = new();
    private readonly PackedFeed _feed;
    private PageServer? _server;

    public Workspace(PackedFeed feed, IReadOnlyList<string> program)
    {
        _feed = feed;
        WorkspaceFiles.Write(_folder.Root);
        File.WriteAllLines(Path.Combine(Root, "Program.cs"), program);
        Home = OutsideApp.CreateHome(Path.Combine(Root, ".home"));
        feed.WriteSettings(Root);
        string shim = Path.Combine(Home, "blur");
        string console = Path.Combine(AppContext.BaseDirectory, "BlurDetection.Cli.Training.dll");
        File.WriteAllText(shim, $"#!/bin/sh\nexec dotnet \"{console}\" \"$@\"\n");
        if (!OperatingSystem.IsWindows()) File.SetUnixFileMode(shim, (UnixFileMode)0b111_101_101);
    }

    public static bool HasFfmpeg { get; } = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator)
        .Any(folder => File.Exists(Path.Combine(folder, "ffmpeg")));

    public string Root => _folder.Root;

    public string Home { get; }

    /// <summary>Runs a line as it stands in a page, but for its placeholders, and gives back what it wrote.</summary>
    public async Task<string> RunAsync(string line)
    {
        if (line.StartsWith("dotnet run --project samples/BlurDetection.Web", StringComparison.Ordinal))
        {
            if (_server is not null) await _server.DisposeAsync();
            _server = await PageServer.StartAsync(line);
            return "";
        }
        var start = new ProcessStartInfo("bash", ["-c", Filled(line)]) { WorkingDirectory = IsAtRepository(line) ? Repository.Root : Root };
        if (!IsAtRepository(line)) OutsideApp.UseHome(start, Home);
        start.Environment["PATH"] = $"{Home}{Path.PathSeparator}{Environment.GetEnvironmentVariable("PATH")}";
        return await DotnetCommand.RunAsync(start);
    }

    public async ValueTask DisposeAsync()
    {
        if (_server is not null) await _server.DisposeAsync();
        _folder.Dispose();
    }

    // Lines that name a folder of the repository are meant for its root; the others for a reader's own folder.
    private static bool IsAtRepository(string line) =>
        line.StartsWith("dotnet test", StringComparison.Ordinal)
        || line.Split(' ').Any(word => Folders.Any(folder => word.StartsWith(folder, StringComparison.Ordinal)));

    private string Filled(string line)
    {
        line = line.Replace("PATH/TO/THIS/REPOSITORY", Repository.Root, StringComparison.Ordinal)
            .Replace("-c Release", $"-c {Repository.Configuration}", StringComparison.Ordinal);
        // DATA is no part of the repository, and what is measured on a few rendered images is no result.
        line = Data().Replace(line, Path.Combine(Root, "DATA")).Replace("results/", Root + "/results/", StringComparison.Ordinal);
        if (_server is not null)
            line = line.Replace("http://localhost:5000", _server.Address.ToString().TrimEnd('/'), StringComparison.Ordinal);
        // What was built is what is packed and tested, under a version that no machine has in its cache.
        if (line.StartsWith("dotnet pack ", StringComparison.Ordinal))
            line += $" --no-build -c {Repository.Configuration} -p:Version={_feed.LaterVersion} -p:PackageVersion={_feed.LaterVersion}";
        // All tests inside of one of them would never end.
        if (line == "dotnet test")
            line += $" tests/{typeof(Workspace).Assembly.GetName().Name} --no-build -c {Repository.Configuration} --filter "
                + "FullyQualifiedName~ImagePreprocessorTests";
        // A hundred epochs of the notebook's network take minutes, whatever the images.
        if (line.StartsWith("blur train ", StringComparison.Ordinal))
            line = line.Replace("blur train ", "blur train --epochs 1 ", StringComparison.Ordinal);
        // One round on the smallest network, instead of eleven on three.
        if (line.EndsWith("benchmarks/TrainingStep -- cures", StringComparison.Ordinal)) line += " 1 odd";
        if (line.Contains("BlurDetection.Web.LoadTest", StringComparison.Ordinal)) line += " -- --rounds 1";
        return line;
    }

    [GeneratedRegex(@"\bDATA\b")]
    private static partial Regex Data();
}
