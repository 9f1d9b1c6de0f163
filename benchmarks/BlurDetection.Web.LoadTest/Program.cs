using System.Diagnostics;
using System.Net;
using BlurDetection.Web.LoadTest;

// Starts the page's server as a process of its own on the loopback interface, sends it many images at the same moment, several
// times over, and says what came back and how much memory the server took. Ends with 1 if anything but 200 and 429 came back.
// With --hours N or --minutes N first, it sends good, bad, slow and huge uploads mixed for so long instead, see Soak; --pause SECONDS
// after that lets a fast client rest between its requests, where the machine has other work.
// Further words are handed to the server, as in: -- --rounds 20 --Web:MaxRequests 16
const int uploads = 200;
if (Soaking(args) is { } duration)
{
    var pausing = args is [_, _, "--pause", _, ..];
    var pause = TimeSpan.FromSeconds(pausing ? double.Parse(args[3], System.Globalization.CultureInfo.InvariantCulture) : 0);
    await using var soaked = await ServerProcess.StartAsync([.. args.Skip(pausing ? 4 : 2)]);
    Console.WriteLine($"good, bad, huge and slow clients together for {duration.TotalMinutes:0.#} minutes, "
        + $"fast ones rest {pause.TotalSeconds:0.#} s, {Environment.ProcessorCount} cores");
    var held = await new Soak(soaked, duration, pause).RunAsync();
    Console.WriteLine(held ? "all held" : "FAILED");
    return held ? 0 : 1;
}
var rounds = Array.IndexOf(args, "--rounds") is var at and >= 0 ? int.Parse(args[at + 1]) : 5;
await using var server = await ServerProcess.StartAsync(args);
var picture = TwoMegapixels.Jpeg();
using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = uploads }) { BaseAddress = server.Address,
    Timeout = TimeSpan.FromMinutes(5) };

Console.WriteLine(
    $"{uploads} uploads at once of one 1632x1224 JPEG ({picture.Length / 1024} KiB), {rounds} rounds, {Environment.ProcessorCount} cores");
await SendAsync(client, picture); // the first picture pays for loading
Console.WriteLine($"working set before: {server.WorkingSetMiB:0} MiB");
var failed = false;
for (var round = 1; round <= rounds; round++)
{
    var clock = Stopwatch.StartNew();
    var answers = await Task.WhenAll(Enumerable.Range(0, uploads).Select(_ => SendAsync(client, picture)));
    var seconds = clock.Elapsed.TotalSeconds;
    var classified = answers.Where(a => a.Status == HttpStatusCode.OK).Select(a => a.Seconds).Order().ToArray();
    failed |= answers.Any(a => a.Status is not (HttpStatusCode.OK or HttpStatusCode.TooManyRequests)) || classified.Length == 0;
    var counts = string.Join(", ",
        answers.GroupBy(a => a.Error ?? ((int)a.Status!).ToString()).OrderBy(g => g.Key).Select(g => $"{g.Count()} x {g.Key}"));
    var times = classified.Length == 0 ? ""
        : $"; classified after {classified[classified.Length / 2]:0.00} s (median), {classified[^1]:0.00} s (last)";
    Console.WriteLine(
        $"round {round}: {counts} in {seconds:0.0} s{times}; working set {server.WorkingSetMiB:0} MiB, peak {server.PeakMiB:0} MiB");
}
Console.WriteLine(failed ? "FAILED: something other than 200 and 429 came back" : "only 200 and 429 came back");
return failed ? 1 : 0;

static TimeSpan? Soaking(string[] args) => args switch
{
    ["--hours", var hours, ..] => TimeSpan.FromHours(double.Parse(hours, System.Globalization.CultureInfo.InvariantCulture)),
    ["--minutes", var minutes, ..] => TimeSpan.FromMinutes(double.Parse(minutes, System.Globalization.CultureInfo.InvariantCulture)),
    _ => null,
};

static async Task<(HttpStatusCode? Status, string? Error, double Seconds)> SendAsync(HttpClient client, byte[] picture)
{
    var clock = Stopwatch.StartNew();
    try
    {
        using var body = new ByteArrayContent(picture);
        body.Headers.ContentType = new("image/jpeg");
        using var response = await client.PostAsync("/api/classify", body);
        await response.Content.ReadAsByteArrayAsync();
        return (response.StatusCode, null, clock.Elapsed.TotalSeconds);
    }
    catch (HttpRequestException e)
    {
        return (null, e.Message, clock.Elapsed.TotalSeconds);
    }
}
