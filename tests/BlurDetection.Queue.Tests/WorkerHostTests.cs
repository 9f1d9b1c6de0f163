using System.Diagnostics;
using System.Net;
using BlurDetection.Queue;
using BlurDetection.Queue.Tests.Support;

namespace BlurDetection.Queue.Tests;

/// <summary>The worker as a service: health, metrics, SIGTERM.</summary>
[Collection(nameof(Servers))]
public sealed class WorkerHostTests(Servers servers) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task ItTellsItsHealthAndMetricsAndEndsInPeaceAtSIGTERM()
    {
        Servers.Need();
        var options = new QueueOptions { Broker = servers.Broker.Address, Queue = "host", Database = servers.Database.ConnectionString };
        int port = FreePort.Take();
        using Process worker = Start(options, port);
        using var client = new HttpClient { BaseAddress = new Uri($"http://127.0.0.1:{port}") };
        while (await StatusAsync(client, "/health/ready") != HttpStatusCode.OK)
        {
            Assert.False(worker.HasExited);
            await Task.Delay(100);
        }
        string image = _folder.Add("a.jpg", Images.Sharp(160, 120));
        var enqueued =
            await Blur.RunAsync("enqueue", Path.GetDirectoryName(image)!, "--broker", $"{options.Broker}", "--queue", options.Queue);
        Assert.Contains("1 requests are in the queue", enqueued.Output);
        while (!(await client.GetStringAsync("/metrics")).Contains("outcome=\"done\"", StringComparison.Ordinal)) await Task.Delay(100);
        Assert.Equal(HttpStatusCode.OK, await StatusAsync(client, "/health/live"));

        var status =
            await Blur.RunAsync("status", "--broker", $"{options.Broker}", "--queue", options.Queue, "--database", options.Database!);
        Assert.Contains("0 requests wait, 0 are dead letters, 1 workers are connected.", status.Output);
        Assert.Contains("have a result", status.Output);
        using (Process kill = Process.Start("kill", ["-TERM", $"{worker.Id}"])) await kill.WaitForExitAsync();
        await worker.WaitForExitAsync();
        Assert.Equal(0, worker.ExitCode);
    }

    [Fact]
    public async Task WithoutADatabaseItDoesNotStartAndSaysWhatIsMissing()
    {
        using Process worker = Start(new QueueOptions(), FreePort.Take());
        string errors = await worker.StandardOutput.ReadToEndAsync() + await worker.StandardError.ReadToEndAsync();
        await worker.WaitForExitAsync();
        Assert.NotEqual(0, worker.ExitCode);
        Assert.Contains("Queue:Database is not set", errors);
    }

    [Fact]
    public async Task ABrokerThatIsAwayIsToldInOneLine()
    {
        var result = await Blur.RunAsync("status", "--broker", $"amqp://127.0.0.1:{FreePort.Take()}");
        Assert.Equal(2, result.Code);
        Assert.DoesNotContain("   at ", result.Error);
    }

    private static async Task<HttpStatusCode?> StatusAsync(HttpClient client, string path)
    {
        try
        {
            using HttpResponseMessage response = await client.GetAsync(path);
            return response.StatusCode;
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static Process Start(QueueOptions options, int port)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, "samples", "BlurDetection.Worker", "bin",
            Repository.Configuration, "net10.0", "BlurDetection.Worker.dll")])
        {
            RedirectStandardOutput = true, RedirectStandardError = true,
        };
        start.Environment["Queue__Broker"] = $"{options.Broker}";
        start.Environment["Queue__Queue"] = options.Queue;
        start.Environment["Queue__Database"] = options.Database ?? "";
        start.Environment["ASPNETCORE_URLS"] = $"http://127.0.0.1:{port}";
        return Process.Start(start)!;
    }
}
