using System.Diagnostics;
using System.Globalization;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests;

/// <summary><c>blur scan</c> as a process that is killed.</summary>
public sealed class KilledScanTests : IDisposable
{
    private const int Images = 400, PartSize = 4;

    // More where it is measured: results/scale.md.
    private static readonly int Kills =
        int.Parse(Environment.GetEnvironmentVariable("BLUR_SCAN_KILLS") ?? "4", CultureInfo.InvariantCulture);

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    [Trait("Category", "Slow")]
    public async Task KilledAtRandomAndStartedAgainItEndsWithTheBytesOfAnUndisturbedRun()
    {
        Photos.Fill(_folder, "images", Images);
        var whole = await Blur.RunAsync("scan", _folder.PathOf("images"), "-o", _folder.PathOf("whole"), "--results", "csv");
        Assert.Equal(3, whole.Code); // the damaged ones

        string killed = _folder.PathOf("killed");
        var random = new Random(25);
        for (int i = 0; i < Kills; i++) await KillAsync(killed, random);
        var last = await Blur.RunAsync("scan", _folder.PathOf("images"), "-o", killed, "--results", "csv");

        Assert.Contains($"{Images} images", last.Output);
        Assert.Equal(Images, (await Rows.OfAsync(killed)).Select(row => row.Path).Distinct().Count());
        Assert.Equal(Images, Directory.GetFiles(killed, "*.parquet").Sum(part => Markers.Rows(part)));
        Assert.Equal(await File.ReadAllBytesAsync(Path.Combine(_folder.PathOf("whole"), "results.csv")),
            await File.ReadAllBytesAsync(Path.Combine(killed, "results.csv")));
    }

    // Each run gets a little further, so that the kills fall into the whole of the scan.
    private async Task KillAsync(string results, Random random)
    {
        int before = Parts(results);
        int more = random.Next(1, Math.Max(2, Images / PartSize / (Kills + 1)));
        using Process process =
            Blur.Start("scan", _folder.PathOf("images"), "-o", results, "-p", "2", "--part-size", $"{PartSize}", "--quiet");
        while (!process.HasExited && Parts(results) < before + more) await Task.Delay(1);
        await Task.Delay(random.Next(20));
        Assert.False(process.HasExited, "It ended before it could be killed.");
        process.Kill(); // SIGKILL
        await process.WaitForExitAsync();
    }

    private static int Parts(string results) => Directory.Exists(results) ? Directory.GetFiles(results, "*.done").Length : 0;
}
