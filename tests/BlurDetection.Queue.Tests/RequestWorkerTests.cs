using System.Text;
using BlurDetection.Queue;
using BlurDetection.Queue.Storage;
using BlurDetection.Scanning.Sources;
using BlurDetection.Queue.Tests.Support;
using Microsoft.Extensions.Logging.Abstractions;

namespace BlurDetection.Queue.Tests;

[Collection(nameof(Servers))]
public sealed class RequestWorkerTests(Servers servers) : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ImageAddresses _addresses = new(new HttpOptions { Retries = 0 });

    public void Dispose()
    {
        _addresses.Dispose();
        _folder.Dispose();
    }

    [SkippableFact]
    public async Task RequestsBecomeRowsByContentModelAndOptionsAndWhatCannotBeDoneADeadLetterWithItsReason()
    {
        Servers.Need();
        QueueOptions options = Options("rows");
        string one = _folder.Add("one.jpg", [90]), copy = _folder.Add("copy.jpg", [90]), other = _folder.Add("other.jpg", [20]),
            damaged = _folder.Add("damaged.jpg", [255]);
        var classifier = new ByteClassifier();
        await PublishAsync(options, new(one), new(copy), new(one), new(other), new(other, 0.1), new(damaged),
            new(_folder.PathOf("missing.jpg")));
        await using (RawQueue raw = await RawQueue.ConnectAsync(options.Broker))
            await raw.PublishAsync(options.Queue, Encoding.UTF8.GetBytes("nonsense"));
        await WorkAsync(classifier, "rows", options,
            () => Count("rows", "blur_images") == 6 && Status(options) is { Waiting: 0, DeadLetters: 3 });

        Assert.Equal(3, Count("rows", "blur_results")); // 90; 20; 20 at another threshold
        Assert.Equal(1, await servers.Database
            .CountAsync("SELECT count(*) FROM blur_results WHERE model = 'rows' AND options = 'threshold 0.1' AND verdict = 'blurred'"));
        Assert.Equal(1, await servers.Database
            .CountAsync("SELECT count(*) FROM blur_results WHERE model = 'rows' AND options = '' AND verdict = 'focus'"));
        await using RawQueue queue = await RawQueue.ConnectAsync(options.Broker);
        var reasons = new List<string>();
        for (int i = 0; i < 3; i++)
            reasons.Add(
                Encoding.UTF8.GetString((byte[])(await queue.GetAsync(options.DeadLetters)).BasicProperties.Headers!["x-blur-reason"]!));
        Assert.Equal(["malformed", "not_found", "unsupported"], reasons.Order());
    }

    [SkippableFact]
    public async Task AnErrorThatMayPassIsTriedUpToTheDeliveryLimit()
    {
        Servers.Need();
        QueueOptions options = Options("tries");
        int tries = 0;
        await using SmallRefusal server = await SmallRefusal.StartAsync(() => Interlocked.Increment(ref tries));
        await PublishAsync(options, new ClassificationRequest(server.Address + "/a.jpg"));
        await WorkAsync(new ByteClassifier(), "tries", options, () => Status(options).DeadLetters == 1);
        Assert.Equal(4, tries);
        Assert.Equal(1,
            await servers.Database.CountAsync("SELECT count(*) FROM blur_images WHERE model = 'tries' AND error = 'read_failed'"));
    }

    [SkippableFact]
    public async Task AWorkerThatIsToldToStopFinishesWhatIsUnderWay()
    {
        Servers.Need();
        QueueOptions options = Options("drain");
        options.Prefetch = 1;
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var classifier = new ByteClassifier(_ =>
        {
            begun.Set();
            go.Wait();
            return ByteClassifier.Of(0.9);
        });
        await PublishAsync(options, new(_folder.Add("a.jpg", [1])), new(_folder.Add("b.jpg", [2])));
        using var stop = new CancellationTokenSource();
        using RequestWorker worker = Worker(classifier, "drain", options);
        Task run = worker.RunAsync(stop.Token);
        begun.Wait();
        await stop.CancelAsync();
        go.Set();
        await run;
        Assert.Equal(1, Count("drain", "blur_images"));
        Assert.Equal(1, Status(options).Waiting);
    }

    [SkippableFact]
    public async Task ADatabaseThatIsAwayForAWhileCostsNoRequest()
    {
        Servers.Need();
        QueueOptions options = Options("away");
        options.Prefetch = 1;
        using var begun = new ManualResetEventSlim();
        using var go = new ManualResetEventSlim();
        var classifier = new ByteClassifier(bytes =>
        {
            begun.Set();
            go.Wait();
            return ByteClassifier.Of(0.9);
        });
        await PublishAsync(options, [.. Enumerable.Range(0, 5).Select(i => new ClassificationRequest(_folder.Add($"{i}.jpg", [(byte)i])))]);
        using var stop = new CancellationTokenSource();
        using RequestWorker worker = Worker(classifier, "away", options);
        Task run = worker.RunAsync(stop.Token);
        begun.Wait();
        await servers.Database.StopAsync();
        go.Set();
        await Task.Delay(TimeSpan.FromSeconds(2)); // saving fails meanwhile; nothing depends on how often
        await servers.Database.ResumeAsync();
        while (Count("away", "blur_images") < 5) await Task.Delay(100);
        await stop.CancelAsync();
        await run;
        Assert.Equal(0, Status(options).DeadLetters);
    }

    [Fact]
    public async Task ABrokerThatIsNotThereIsNamedWithTheReason()
    {
        var options = new QueueOptions { Broker = new Uri($"amqp://user:secret@127.0.0.1:{FreePort.Take()}") };
        var error = await Assert.ThrowsAsync<IOException>(() => QueueStatus.ReadAsync(options));
        Assert.Contains($"127.0.0.1:{options.Broker.Port}", error.Message, StringComparison.Ordinal);
        Assert.Contains("refused", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", error.Message, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AWrongPasswordAndAQueueOfOtherSettingsAreToldAsSuch()
    {
        Servers.Need();
        QueueOptions options = Options("settings");
        await QueueStatus.ReadAsync(options);
        options.DeliveryLimit++;
        var other = await Assert.ThrowsAsync<IOException>(() => RequestPublisher.ConnectAsync(options));
        Assert.Contains("x-delivery-limit", other.Message, StringComparison.Ordinal);

        options.Broker = new UriBuilder(options.Broker) { UserName = "guest", Password = "wrong" }.Uri;
        var refused = await Assert.ThrowsAsync<IOException>(() => RequestPublisher.ConnectAsync(options));
        Assert.Contains("ACCESS_REFUSED", refused.Message, StringComparison.Ordinal);
    }

    private QueueOptions Options(string queue) => new()
    {
        Broker = servers.Broker.Address, Queue = queue, Database = servers.Database.ConnectionString, Prefetch = 4, ReconnectSeconds = 1,
    };

    private static async Task PublishAsync(QueueOptions options, params ClassificationRequest[] requests)
    {
        await using (ResultStore store = await ResultStore.OpenAsync(options.Database!)) Assert.NotNull(store); // the tables are there
        await using RequestPublisher publisher = await RequestPublisher.ConnectAsync(options);
        Assert.Equal(requests.Length, await publisher.PublishAsync(requests.ToAsyncEnumerable()));
    }

    private RequestWorker Worker(ByteClassifier classifier, string model, QueueOptions options) =>
        new(classifier, model, _addresses, options, NullLogger<RequestWorker>.Instance);

    private async Task WorkAsync(ByteClassifier classifier, string model, QueueOptions options, Func<bool> done)
    {
        using var stop = new CancellationTokenSource(TimeSpan.FromMinutes(3));
        using RequestWorker worker = Worker(classifier, model, options);
        Task run = worker.RunAsync(stop.Token);
        while (!stop.IsCancellationRequested && !done()) await Task.Delay(50);
        Assert.False(stop.IsCancellationRequested, "It did not end.");
        await stop.CancelAsync();
        await run;
    }

    private static QueueStatus Status(QueueOptions options) =>
        QueueStatus.ReadAsync(new QueueOptions { Broker = options.Broker, Queue = options.Queue }).GetAwaiter().GetResult();

    private long Count(string model, string table)
    {
        return servers.Database.CountAsync($"SELECT count(*) FROM {table} WHERE model = '{model}'").GetAwaiter().GetResult();
    }
}
