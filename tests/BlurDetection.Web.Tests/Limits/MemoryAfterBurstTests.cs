using System.Buffers.Binary;
using System.Diagnostics;
using System.Globalization;
using System.Net;
using System.Net.Http.Headers;
using BlurDetection.Tests.Support;
using SkiaSharp;
using Xunit.Abstractions;

namespace BlurDetection.Web.Tests.Limits;

/// <summary>The page as a process of its own: what an image may take, and that what a burst of images took comes back.</summary>
[Trait("Category", "Slow")]
public sealed class MemoryAfterBurstTests(ITestOutputHelper output)
{
    private const int Requests = 80, AtATime = 40;
    private const long MostOverIdle = 50_000_000, MostOfOne = 200_000_000;
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    /// <summary>Usual images of all formats; and small files of the shapes that cost most for their bytes.</summary>
    public static TheoryData<string> Bursts => ["formats", "shapes"];

    [SkippableTheory]
    [MemberData(nameof(Bursts))]
    public async Task TheMemoryIsBackWithinFiftyMegabytesOfIdle(string burst)
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Resident memory is measured as Linux counts it.");
        using Process server = Start();
        try
        {
            Uri address = await AddressAsync(server);
            long idle = Resident(server);
            using var client = new HttpClient(new SocketsHttpHandler { MaxConnectionsPerServer = AtATime }) { BaseAddress = address,
                Timeout = TimeSpan.FromMinutes(5) };
            long most = await BurstAsync(server, client, burst == "formats" ? Formats() : [.. Shapes().Select(shape => shape.File)]);
            Assert.True(most > idle + MostOverIdle, "The burst took so little that the test shows nothing.");
            var clock = Stopwatch.StartNew();
            while (Resident(server) > idle + MostOverIdle && clock.Elapsed < Patience) await Task.Delay(1000);
            output.WriteLine($"{burst}: idle {idle >> 20} MiB, at most {most >> 20}, {Resident(server) >> 20} after {clock.Elapsed}");
            Assert.InRange(Resident(server) - idle, long.MinValue, MostOverIdle);
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    [SkippableFact]
    public async Task NoFileTakesMoreThanTwoHundredMegabytes()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Resident memory is measured as Linux counts it.");
        using Process server = Start();
        try
        {
            using var client = new HttpClient { BaseAddress = await AddressAsync(server) };
            long idle = Resident(server);
            foreach (var (name, file) in Shapes())
            {
                HttpStatusCode status = await PostAsync(client, file);
                Assert.Equal(name.StartsWith("claims", StringComparison.Ordinal) ? HttpStatusCode.RequestEntityTooLarge : HttpStatusCode.OK,
                    status);
                long over = PeakResident(server) - idle;
                output.WriteLine($"{name}: {file.Length} bytes, {(int)status}, {over >> 20} MiB over idle at the peak so far");
                Assert.True(over < MostOfOne, $"{name}: {over >> 20} MiB");
            }
        }
        finally
        {
            server.Kill();
            await server.WaitForExitAsync();
        }
    }

    /// <returns>The most resident bytes seen.</returns>
    private static async Task<long> BurstAsync(Process server, HttpClient client, byte[][] images)
    {
        Task<HttpStatusCode[]> answers =
            Task.WhenAll(Enumerable.Range(0, Requests).Select(i => PostAsync(client, images[i % images.Length])));
        long most = 0;
        while (!answers.IsCompleted)
        {
            most = Math.Max(most, Resident(server));
            await Task.Delay(20);
        }
        HttpStatusCode[] statuses = await answers;
        Assert.All(statuses, status => Assert.True(
            status is HttpStatusCode.OK or HttpStatusCode.TooManyRequests or HttpStatusCode.RequestEntityTooLarge, status.ToString()));
        Assert.Contains(HttpStatusCode.OK, statuses);
        return most;
    }

    private static byte[][] Formats()
    {
        using var scene = RenderedImages.Scene(2000, 1500);
        return
        [
            RenderedImages.Encode(scene, SKEncodedImageFormat.Jpeg), RenderedImages.Encode(scene, SKEncodedImageFormat.Png),
            RenderedImages.Encode(scene, SKEncodedImageFormat.Webp), EncodedImages.Gif(scene),
        ];
    }

    // The longest sides, forms that are held whole, and claims that nothing follows; all of one tone.
    private static IEnumerable<(string Name, byte[] File)> Shapes()
    {
        const int Longest = 65_535, LongestOfJpeg = 65_500, LongestOfWebP = 16_383; // of those that are decoded
        foreach (var (width, height) in new[] { (Longest, 1), (1, Longest) })
        {
            using SKBitmap line = Tone(width, height);
            yield return ($"PNG {width}x{height}", PngWriter.Write(width, height, 6, new byte[4 * Longest]));
            yield return ($"BMP {width}x{height}", EncodedImages.Bmp(line));
            yield return ($"GIF {width}x{height}", EncodedImages.Gif(line));
            yield return ($"progressive JPEG {Math.Min(width, LongestOfJpeg)}x{Math.Min(height, LongestOfJpeg)}",
                BlankJpeg.Write(Math.Min(width, LongestOfJpeg), Math.Min(height, LongestOfJpeg), 1));
            using SKBitmap shorter = Tone(Math.Min(width, LongestOfWebP), Math.Min(height, LongestOfWebP));
            yield return ($"WebP {shorter.Width}x{shorter.Height}", RenderedImages.Encode(shorter, SKEncodedImageFormat.Webp));
        }
        using SKBitmap tone = Tone(4000, 3000);
        yield return ("JPEG 4000x3000", RenderedImages.Encode(tone, SKEncodedImageFormat.Jpeg));
        yield return ("PNG 4000x3000", RenderedImages.Encode(tone, SKEncodedImageFormat.Png));
        yield return ("lossy WebP 4000x3000", tone.Encode(SKEncodedImageFormat.Webp, 80).ToArray());
        yield return ("lossless WebP 4000x3000", tone.Encode(SKEncodedImageFormat.Webp, 100).ToArray());
        yield return ("interlaced PNG 4000x3000", PngWriter.Write(4000, 3000, 2, 16, true, new ushort[3 * 4000 * 3000]));
        yield return ("progressive JPEG 5000x3300", BlankJpeg.Write(5000, 3300, 1));
        yield return ("claims 60000000x1", Claim(60_000_000, 1));
        yield return ("claims 1x60000000", Claim(1, 60_000_000));
    }

    private static SKBitmap Tone(int width, int height)
    {
        var tone = new SKBitmap(new SKImageInfo(width, height, SKColorType.Rgba8888, SKAlphaType.Opaque));
        tone.Erase(SKColors.Gray);
        return tone;
    }

    private static byte[] Claim(int width, int height)
    {
        byte[] png = PngWriter.Write(1, 1, 0, new byte[1]);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(16), width);
        BinaryPrimitives.WriteInt32BigEndian(png.AsSpan(20), height);
        return png;
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient client, byte[] image)
    {
        using var content = new ByteArrayContent(image);
        content.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        using HttpResponseMessage answer = await client.PostAsync("/api/classify", content);
        await answer.Content.ReadAsByteArrayAsync();
        return answer.StatusCode;
    }

    private static long PeakResident(Process server) => 1024 * long.Parse(File.ReadLines($"/proc/{server.Id}/status")
        .First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal)).Split(' ', StringSplitOptions.RemoveEmptyEntries)[1],
        CultureInfo.InvariantCulture);

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
