using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;
using Microsoft.AspNetCore.Http;

namespace BlurDetection.Scanning.Tests.Sources;

public sealed class HttpImagesTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AListOfAddressesIsDownloadedWithRetriesAndLimits()
    {
        int busy = 0, broken = 0, gone = 0;
        await using SmallServer server = await SmallServer.StartAsync(async context =>
        {
            switch (context.Request.Path)
            {
                case "/busy.jpg" when busy++ < 2:
                    context.Response.StatusCode = StatusCodes.Status503ServiceUnavailable;
                    break;
                case "/broken.jpg" when broken++ == 0:
                    context.Response.ContentLength = 10;
                    await context.Response.Body.WriteAsync(new byte[] { 50 });
                    await context.Response.Body.FlushAsync();
                    context.Abort();
                    break;
                case "/gone.jpg":
                    gone++;
                    context.Response.StatusCode = StatusCodes.Status404NotFound;
                    break;
                case "/large.jpg":
                    await context.Response.Body.WriteAsync(new byte[2000]); // chunked: no length is announced
                    break;
                default:
                    await context.Response.Body.WriteAsync(new byte[] { 80 });
                    break;
            }
        });
        using var addresses = new ImageAddresses(new HttpOptions { MaxBytes = 1000, RetryDelayMs = 1 });
        string[] names = ["busy.jpg", "broken.jpg", "gone.jpg", "large.jpg", "plain.jpg"];
        var list = new ListSource(new StringReader(string.Join('\n', names.Select(name => $"{server.Address}/{name}"))), "list", addresses);
        await new ImageScanner(new ByteClassifier()).ScanAsync(list, _folder.PathOf("results"));

        var rows = (await Rows.OfAsync(_folder.PathOf("results"))).ToDictionary(row => row.Path[(row.Path.LastIndexOf('/') + 1)..]);
        Assert.Equal([0.8, 0.8, null, null, 0.8], names.Select(name => rows[name].Probability));
        Assert.Equal((ScanErrorKind.NotFound, ScanErrorKind.TooLarge), (rows["gone.jpg"].Error, rows["large.jpg"].Error));
        Assert.Equal((3, 2, 1), (busy, broken, gone)); // what will not pass is not tried again
    }

    [Fact]
    public async Task AServerThatDoesNotAnswerInTimeGivesATimeout()
    {
        await using SmallServer server = await SmallServer.StartAsync(context => Task.Delay(Timeout.Infinite, context.RequestAborted));
        using var http = new HttpImages(new HttpOptions { TimeoutSeconds = 1, Retries = 0 });
        await Assert.ThrowsAsync<TimeoutException>(async () => await http.OpenAsync($"{server.Address}/a.jpg"));
    }

    [Fact]
    public async Task TheWaitThatAServerAsksForIsKept()
    {
        var times = new List<DateTime>();
        await using SmallServer server = await SmallServer.StartAsync(context =>
        {
            times.Add(DateTime.UtcNow);
            if (times.Count > 1) return context.Response.Body.WriteAsync(new byte[] { 1 }).AsTask();
            context.Response.StatusCode = StatusCodes.Status429TooManyRequests;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        using var http = new HttpImages(new HttpOptions { RetryDelayMs = 1 });
        await http.OpenAsync($"{server.Address}/a.jpg");
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(0.99)); // timers may be a clock tick early
    }
}
