using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Web.Tests.Limits;

/// <summary>The page as a process of its own: what a burst of images took comes back.</summary>
[Trait("Category", "Slow")]
public sealed class MemoryAfterBurstTests
{
    private const int Requests = 80, AtATime = 40;
    private const long MostOverIdle = 50_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    [SkippableFact]
    public async Task TheMemoryIsBackWithinFiftyMegabytesOfIdle()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Resident memory is measured as Linux counts it.");
        using Process server = Start();
        try
        {
            Uri address = await AddressAsync(server);
            long idle = Resident(server);
            long most = await BurstAsync(server, address);
            Assert.True(most > idle + MostOverIdle, "The burst took so little that the test shows nothing.");
            var clock = Stopwatch.StartNew();
            while (Resident(server) > idle + MostOverIdle && clock.Elapsed < Patience) await Task.Delay(1000);
            Assert.InRange(Resident(server) - idle, long.MinValue, MostOverIdle);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <returns>The most resident bytes seen.</returns>
    private static async Task<long> BurstAsync(Process server, Uri address)
    {
        using var scene = RenderedImages.Scene(2000, 1500);
        byte[][] images =
        [
            RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg), RenderedImages.Encode(scene, SKEncodedImageFormat.Png),
            RenderedImages.Encode(scene, SKEncodedImageFormat.Webp), EncodedImages.Gif(scene),
        ];
        using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtATime }) { BaseAddress = address,
            Timeout = TimeSpan.FromMinutes(5) };
        Task<HttpStatusCode[]> answers =
            Task.WhenAll(Enumerable.Range(0, Requests).Select(i => PostAsync(client, images[i % images.Length])));
        long most = 0;
        while (!answers.IsCompleted)
        {
            most = Math.Max(most, Resident(server));
            await Task.Delay(20);
        }
        HttpStatusCode[] statuses = await answers;
        Assert.All(statuses, status => Assert.True(status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests, status.ToString()));
        Assert.Contains(HttpStatusCode.OK, statuses);
        return most;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, byte[] image)
    {
        using var content = new ByteArrayContent(image);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using HttpResponseMessage answer = await client.PostAsync("/api/classify", content);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode;
    }

    private static Process Start()
    {
        string page = Path.Combine(AppContext.BaseDirectory, "BlurDetection.Web.dll");
        var start = new ProcessStartInfo("dotnet", [page, "--urls", "http://127.0.0.1:0"]) { RedirectStandardOutput = true };
        DotnetCommand.Isolate(start);
        return Process.Start(start)!;
    }

    private static async Task<Uri> AddressAsync(Process server)
    {
        const string Listening = "Now listening on: ";
        while (await server.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at && at < 0) continue;
            _ = server.StandardOutput.ReadToEndAsync(); // or the pipe fills up and the server waits
            return new Uri(line[(at + Listening.Length)..]);
        }
        throw new InvalidOperationException("The server did not start.");
    }

    private static long Resident(Process process)
    {
        process.Refresh();
        return process.WorkingSet64;
    }
}
