using BlurDetection.Cli.Commands;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Queue.Tests;

public sealed class EnqueueCommandTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    // A worker has another working directory.
    [SkippableFact]
    public async Task WhatCannotBeOpenedIsAskedForByItsFullPathToo()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems allow no such names.");
        string image = _folder.Add("images/a.jpg", [1]);
        string latin = $"\"$(printf '{_folder.PathOf("images")}/\\351.jpg')\"";
        await RunAsync($"cp '{image}' {latin}");
        var addresses = new List<string>();
        await foreach (ClassificationRequest request in
            EnqueueCommand.RequestsAsync(ScanSource.FromFolder(_folder.PathOf("images")), null, CancellationToken.None))
            addresses.Add(request.Address);
        await RunAsync($"rm {latin}"); // .NET cannot
        Assert.Equal([image, _folder.PathOf("images/\uFFFD.jpg")], addresses);
    }

    private static async Task RunAsync(string command)
    {
        using var shell = System.Diagnostics.Process.Start("sh", ["-c", command]);
        await shell.WaitForExitAsync();
        Assert.Equal(0, shell.ExitCode);
    }
}
