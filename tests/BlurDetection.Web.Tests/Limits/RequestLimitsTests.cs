using System.Net;
using BlurDetection.Tests.Support;
using BlurDetection.Web.Models;
using Microsoft.Extensions.DependencyInjection;

namespace BlurDetection.Web.Tests.Limits;

public sealed class RequestLimitsTests
{
    private static readonly byte[] Image = RenderedImages.Jpeg(320, 240);

    [Fact]
    public async Task ARequestBeyondThePlacesIsAnsweredWith429AndWhenToComeBack()
    {
        using var classifier = new HeldClassifier();
        await using var server = await RunningServer.StartAsync("--Web:MaxRequests 1 --Web:QueuedRequests 0", services =>
            new HeldModelLoader(ActivatorUtilities.CreateInstance<TestModelLoader>(services), classifier));

        var first = server.PostRawAsync(Image);
        await classifier.Entered;
        var second = await server.PostRawAsync(Image);
        classifier.Release();

        Assert.Equal(HttpStatusCode.TooManyRequests, second.StatusCode);
        Assert.Equal(TimeSpan.FromSeconds(1), second.Headers.RetryAfter?.Delta);
        Assert.Equal("application/problem+json", second.Content.Headers.ContentType?.MediaType);
        Assert.Equal(HttpStatusCode.OK, (await first).StatusCode);
    }

    [Fact]
    public async Task AFileAboveTheLimitIsTooLargeAloneAndAmongOthers()
    {
        await using var server = await RunningServer.StartAsync($"--Web:MaxFileBytes {Image.Length}");
        var larger = RenderedImages.Png(320, 240);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostRawAsync(larger)).StatusCode);
        var results = (await RunningServer.JsonAsync(await server.PostFormAsync(("large.png", larger), ("fits.jpg", Image))))
            .GetProperty("results");
        Assert.Equal(413, results[0].GetProperty("error").GetProperty("status").GetInt32());
        Assert.Equal("focus", results[1].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task APictureWithTooManyPixelsIsTooLarge()
    {
        await using var server = await RunningServer.StartAsync("--Web:MaxPixels 50000");

        var response = await server.PostRawAsync(Image);

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, response.StatusCode);
        Assert.Contains("0.05 megapixels", (await RunningServer.JsonAsync(response)).GetProperty("detail").GetString());
    }

    [Fact]
    public async Task MoreFilesOrBytesThanAllowedInOneRequestAreRefused()
    {
        await using var server = await RunningServer.StartAsync($"--Web:MaxFiles 2 --Web:MaxRequestBytes {Image.Length * 4}");

        Assert.Equal(HttpStatusCode.RequestEntityTooLarge,
            (await server.PostFormAsync(("a", Image), ("b", Image), ("c", Image))).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await server.PostFormAsync(("a", new byte[Image.Length * 5]))).StatusCode);
    }

    [Fact]
    public async Task PagesOfOtherSitesMayNotSendPictures()
    {
        await using var server = await RunningServer.StartAsync();

        Assert.Equal(HttpStatusCode.Forbidden, (await PostFrom("https://elsewhere.example")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await PostFrom("null")).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await PostFrom(server.Address.GetLeftPart(UriPartial.Authority))).StatusCode);

        Task<HttpResponseMessage> PostFrom(string origin)
        {
            var request = new HttpRequestMessage(HttpMethod.Post, "/api/classify?map=false") { Content = new ByteArrayContent(Image) };
            request.Content.Headers.ContentType = new("image/jpeg");
            request.Headers.Add("Origin", origin);
            return server.Client.SendAsync(request);
        }
    }

    private sealed class HeldModelLoader(TestModelLoader inner, IBlurClassifier held) : IModelLoader
    {
        public LoadedModel LoadDefault() => inner.LoadDefault() with { Classifier = held };

        public LoadedModel Load(Stream file, string id, string fileName) => inner.Load(file, id, fileName);
    }
}
