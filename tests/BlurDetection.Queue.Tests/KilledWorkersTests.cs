using System.Diagnostics;
using System.Globalization;
using BlurDetection.Queue;
using BlurDetection.Queue.Tests.Support;

namespace BlurDetection.Queue.Tests;

/// <summary>Workers as processes that are killed while the broker restarts.</summary>
[Collection(nameof(Servers))]
public sealed class KilledWorkersTests(Servers servers) : IDisposable
{
    private const int Workers = 3;

    // More where it is measured: results/scale.md.
    private static readonly int Messages =
        int.Parse(Environment.GetEnvironmentVariable("BLUR_WORKER_MESSAGES") ?? "300", CultureInfo.InvariantCulture);
    private static readonly TimeSpan Pause =
        TimeSpan.FromSeconds(int.Parse(Environment.GetEnvironmentVariable("BLUR_WORKER_SECONDS") ?? "3", CultureInfo.InvariantCulture));

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    [Trait("Category", "Slow")]
    public async Task KilledWorkersAndARestartedBrokerLoseNothingAndDoNothingTwice()
    {
        Servers.Need();
        // One picture under many names, each with a byte of its own behind its end, so that contents differ.
        byte[] picture = Images.Sharp(160, 120);
        for (int i = 0; i < Messages; i++) _folder.Add($"images/{i:D5}.jpg", [.. picture, .. BitConverter.GetBytes(i)]);
        var options = new QueueOptions { Broker = servers.Broker.Address, Queue = "killed", Database = servers.Database.ConnectionString };
        var enqueued = await Blur.RunAsync("enqueue", _folder.PathOf("images"), "--broker", $"{options.Broker}", "--queue", options.Queue);
        Assert.True(enqueued.Code == 0, enqueued.Error);
        Process[] workers = [.. Enumerable.Range(0, Workers).Select(_ => Start(options))];
        int kills = 0;
        var patience = Stopwatch.StartNew();
        try
        {
            while (await DoneAsync() < Messages)
            {
                Assert.True(patience.Elapsed < TimeSpan.FromMinutes(15), $"{await DoneAsync()} of {Messages} after {kills} kills");
                await Task.Delay(Pause);
                int victim = kills++ % Workers;
                workers[victim].Kill(); // SIGKILL
                await workers[victim].WaitForExitAsync();
                workers[victim].Dispose();
                if (kills == 1)
                {
                    await servers.Broker.StopAsync();
                    await servers.Broker.StartAsync();
                }
                workers[victim] = Start(options);
            }
        }
        finally
        {
            foreach (Process worker in workers)
            {
                worker.Kill();
                await worker.WaitForExitAsync();
                worker.Dispose();
            }
        }
        Assert.True(kills > 0);
        Assert.Equal(Messages,
            await servers.Database.CountAsync("SELECT count(*) FROM blur_images WHERE address LIKE '%/images/%' AND error IS NULL"));
        Assert.Equal(Messages,
            await servers.Database.CountAsync("SELECT count(DISTINCT content_hash) FROM blur_images WHERE address LIKE '%/images/%'"));
        Assert.Equal(Messages, await servers.Database.CountAsync("SELECT count(*) FROM blur_results r WHERE EXISTS (SELECT 1 FROM " +
            "blur_images i WHERE i.content_hash = r.content_hash AND i.address LIKE '%/images/%')"));
        Assert.Equal(0, (await QueueStatus.ReadAsync(options)).DeadLetters);
    }

    private async Task<long> DoneAsync()
    {
        await using (await Queue.Storage.ResultStore.OpenAsync(servers.Database.ConnectionString)) { }
        return await servers.Database.CountAsync("SELECT count(*) FROM blur_images WHERE address LIKE '%/images/%'");
    }

    private static Process Start(QueueOptions options)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(Repository.Root, "samples", "BlurDetection.Worker", "bin",
            Repository.Configuration, "net10.0", "BlurDetection.Worker.dll")]);
        start.Environment["Queue__Broker"] = $"{options.Broker}";
        start.Environment["Queue__Queue"] = options.Queue;
        start.Environment["Queue__Database"] = options.Database;
        start.Environment["Queue__ReconnectSeconds"] = "1";
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        start.Environment["Logging__LogLevel__Default"] = "Error";
        return Process.Start(start)!;
    }
}
