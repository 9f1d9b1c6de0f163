using System.Diagnostics;
using System.Net.Sockets;

namespace BlurDetection.Web.LoadTest;

/// <summary>Good, bad, slow and huge uploads mixed, for hours: memory and descriptors must stay level, answers must be the promised ones,
/// and a SIGTERM must lose none that was begun.</summary>
internal sealed class Soak(ServerProcess server, TimeSpan duration, TimeSpan pause)
{
    private const int Samples = 40;
    private const double MostMiBAnHour = 20; // the noise of a level server's working set, seen over five minutes
    private readonly List<(double Hours, double MiB, int Descriptors)> _samples = [];

    /// <summary>Runs to the end and prints what was seen.</summary>
    /// <returns>Whether all held.</returns>
    public async Task<bool> RunAsync()
    {
        SoakClass[] classes =
        [
            new("good", 2, TwoMegapixels.Jpeg(), 0, 200, 429),
            new("bad", 1, Garbage(20_000), 0, 415, 422, 429),
            new("huge", 1, new byte[40 << 20], 0, 413),
            new("slow", 40, TwoMegapixels.Jpeg(), 5_000, 200, 429),
            new("crawl", 2, TwoMegapixels.Jpeg(), 1_000, 408),
        ];
        using var stop = new CancellationTokenSource();
        Task[] clients = [.. classes.SelectMany(kind => Enumerable.Range(0, kind.Clients).Select(_ => SendAsync(kind, stop.Token)))];
        await WatchAsync();
        await stop.CancelAsync();
        await Task.WhenAll(clients);
        foreach (var kind in classes) Console.WriteLine(kind);
        var level = Report();
        var begun = await TerminateAsync();
        return classes.All(kind => kind.IsRight || kind.BytesPerSecond > 0 && kind.Answers.IsEmpty) && level && begun;
    }

    private async Task WatchAsync()
    {
        var clock = Stopwatch.StartNew();
        for (var i = 1; i <= Samples; i++)
        {
            var wait = duration * i / Samples - clock.Elapsed;
            if (wait > TimeSpan.Zero) await Task.Delay(wait);
            _samples.Add((clock.Elapsed.TotalHours, server.WorkingSetMiB, server.Descriptors));
            var (hours, mebibytes, descriptors) = _samples[^1];
            Console.WriteLine($"after {60 * hours:0.0} minutes: working set {mebibytes:0} MiB, {descriptors} descriptors");
        }
    }

    // The first quarter warms up: pools fill, code is compiled.
    private bool Report()
    {
        var steady = _samples.Skip(_samples.Count / 4).ToList();
        double meanHours = steady.Average(s => s.Hours), meanMiB = steady.Average(s => s.MiB);
        var slope = steady.Sum(s => (s.Hours - meanHours) * (s.MiB - meanMiB)) / steady.Sum(s => Math.Pow(s.Hours - meanHours, 2));
        var scatter = steady.Max(s => s.MiB) - steady.Min(s => s.MiB);
        var half = steady.Count / 2;
        var descriptors = steady.Skip(half).Average(s => s.Descriptors) - steady.Take(half).Average(s => s.Descriptors);
        // A short run cannot tell a slope from its scatter.
        var level = duration < TimeSpan.FromMinutes(30)
            || (slope * (steady[^1].Hours - steady[0].Hours) <= Math.Max(scatter, 1) && slope <= MostMiBAnHour);
        Console.WriteLine($"working set {steady.Min(s => s.MiB):0} to {steady.Max(s => s.MiB):0} MiB, slope {slope:0.0} MiB an hour; " +
            $"descriptors {steady.Min(s => s.Descriptors)} to {steady.Max(s => s.Descriptors)}, later half {descriptors:+0.0;-0.0} " +
            $"against the earlier");
        return level && descriptors < 10;
    }

    private async Task<bool> TerminateAsync()
    {
        using var client = NewClient();
        var begun = Enumerable.Range(0, 4).Select(_ => PostAsync(client, TwoMegapixels.Jpeg(), 200_000, default)).ToList();
        await Task.Delay(TimeSpan.FromSeconds(0.5)); // the bodies are on their way
        server.Terminate();
        var answers = await Task.WhenAll(begun);
        Console.WriteLine($"SIGTERM with {begun.Count} requests begun: {string.Join(", ", answers)}");
        return answers.All(status => status == 200);
    }

    private async Task SendAsync(SoakClass kind, CancellationToken cancellationToken)
    {
        using var client = NewClient();
        while (!cancellationToken.IsCancellationRequested)
        {
            var clock = Stopwatch.GetTimestamp();
            var status = kind.BytesPerSecond == 0
                ? await PostAsync(client, kind.Body, 0, cancellationToken)
                : await PostSlowlyAsync(kind, cancellationToken);
            if (cancellationToken.IsCancellationRequested) return;
            kind.Answers.AddOrUpdate(status, 1, (_, count) => count + 1);
            kind.Seconds.Add(Stopwatch.GetElapsedTime(clock).TotalSeconds);
            if (kind.BytesPerSecond == 0) await Task.Delay(pause, CancellationToken.None);
            if (status != 200) await Task.Delay(100, CancellationToken.None); // a refused client tries again, but not at once
        }
    }

    private async Task<int> PostSlowlyAsync(SoakClass kind, CancellationToken cancellationToken)
    {
        try
        {
            var upload = new SlowUpload(server.Address, kind.Body, kind.BytesPerSecond);
            var status = await upload.SendAsync(cancellationToken);
            if (!kind.Allowed.Contains(status))
                Console.WriteLine($"{kind.Name}: {status} after {upload.SentPerSecond:0} bytes a second");
            return status;
        }
        catch (Exception e) when (e is SocketException or OperationCanceledException)
        {
            return 0;
        }
    }

    private HttpClient NewClient()
    {
        // A refusal by length must arrive before the body is sent.
        var client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = TimeSpan.FromMinutes(1) }) { BaseAddress =
            server.Address, Timeout = Timeout.InfiniteTimeSpan };
        client.DefaultRequestHeaders.ExpectContinue = true;
        return client;
    }

    private static async Task<int> PostAsync(HttpClient client, byte[] body, int bytesPerSecond, CancellationToken cancellationToken)
    {
        try
        {
            using var content = new ThrottledContent(body, bytesPerSecond);
            content.Headers.ContentType = new("image/jpeg");
            using var response = await client.PostAsync("/api/classify?map=false", content, cancellationToken);
            await response.Content.ReadAsByteArrayAsync(cancellationToken);
            return (int)response.StatusCode;
        }
        catch (Exception e) when (e is HttpRequestException or OperationCanceledException or IOException)
        {
            return 0;
        }
    }

    private static byte[] Garbage(int length)
    {
        var bytes = new byte[length];
        new Random(7).NextBytes(bytes);
        return bytes;
    }
}
