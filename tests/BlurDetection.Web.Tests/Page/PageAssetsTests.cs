using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;

namespace BlurDetection.Web.Tests.Page;

public sealed partial class PageAssetsTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private readonly RunningServer _server = fixture.Server;

    [Fact]
    public async Task EverythingThePageNamesIsServedFromHere()
    {
        var html = await _server.Client.GetStringAsync("/");
        var named = Links().Matches(html).Select(m => m.Groups[1].Value).Where(l => !l.StartsWith('#')).Distinct().ToList();

        Assert.NotEmpty(named);
        foreach (var link in named)
        {
            Assert.StartsWith("/", link);
            Assert.Equal(HttpStatusCode.OK, (await _server.Client.GetAsync(link)).StatusCode);
        }
    }

    [Fact]
    public async Task ThePageNeedsNoInlineScriptOrStyleAndSaysSo()
    {
        var response = await _server.Client.GetAsync("/");
        var html = await response.Content.ReadAsStringAsync();

        Assert.DoesNotMatch("(?i)<script(?![^>]*src=)|<style|\\sstyle=|\\son[a-z]+=", html);
        var policy = Assert.Single(response.Headers.GetValues("Content-Security-Policy"));
        Assert.Contains("default-src 'none'", policy);
        Assert.DoesNotContain("unsafe", policy);
        Assert.Equal("nosniff", Assert.Single(response.Headers.GetValues("X-Content-Type-Options")));
        Assert.False(response.Headers.Contains("Server"));
    }

    [Theory]
    [InlineData("/../../../../etc/passwd")]
    [InlineData("/samples/../../appsettings.json")]
    [InlineData("/js/%2e%2e/%2e%2e/BlurDetection.Web.dll")]
    [InlineData("/samples/..%2f..%2f..%2fetc%2fpasswd")]
    [InlineData("//etc/passwd")]
    [InlineData("/BlurDetection.Web.dll")]
    public async Task NoPathOfTheServerCanBeRead(string path) =>
        Assert.StartsWith("HTTP/1.1 404", await RawGetAsync(path)); // a raw socket, as clients tidy such paths up

    [Fact]
    public async Task SamplesAreListedAndServed()
    {
        var names = (await RunningServer.JsonAsync(await _server.Client.GetAsync("/samples"))).EnumerateArray()
            .Select(n => n.GetString()!).ToList();

        Assert.Contains("portrait-sharp.jpg", names);
        var picture = await _server.Client.GetAsync("/samples/" + names[0]);
        Assert.StartsWith("image/", picture.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task AnUnchangedFileIsNotSentTwice()
    {
        var first = await _server.Client.GetAsync("/js/main.js");
        var request = new HttpRequestMessage(HttpMethod.Get, "/js/main.js");
        request.Headers.IfNoneMatch.Add(first.Headers.ETag!);

        Assert.Equal(HttpStatusCode.NotModified, (await _server.Client.SendAsync(request)).StatusCode);
    }

    [Fact]
    public async Task HealthAndTheApiDocumentAnswer()
    {
        Assert.Equal("Healthy", await _server.Client.GetStringAsync("/health"));
        var document = await RunningServer.JsonAsync(await _server.Client.GetAsync("/openapi/v1.json"));
        var classify = document.GetProperty("paths").GetProperty("/api/classify").GetProperty("post");
        Assert.True(classify.GetProperty("requestBody").GetProperty("content").TryGetProperty("multipart/form-data", out _));
        Assert.Superset(new HashSet<string> { "200", "413", "415", "422", "429" },
            classify.GetProperty("responses").EnumerateObject().Select(r => r.Name).ToHashSet());
    }

    [Fact]
    public async Task TheReferenceOfTheApiAndTheFaviconComeFromTheServerItself()
    {
        string page = await _server.Client.GetStringAsync("/reference/index.html");
        Assert.Contains("swagger-ui", page, StringComparison.Ordinal);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
        Assert.Contains("/openapi/v1.json", await _server.Client.GetStringAsync("/reference/index.js"), StringComparison.Ordinal);
        Assert.Equal([0, 0, 1, 0], (await _server.Client.GetByteArrayAsync("/favicon.ico"))[..4]);
    }

    private async Task<string> RawGetAsync(string path)
    {
        using var socket = new TcpClient();
        await socket.ConnectAsync(_server.Address.Host, _server.Address.Port);
        var stream = socket.GetStream();
        await stream
            .WriteAsync(Encoding.ASCII.GetBytes($"GET {path} HTTP/1.1\r\nHost: {_server.Address.Authority}\r\nConnection: close\r\n\r\n"));
        return await new StreamReader(stream).ReadToEndAsync();
    }

    [GeneratedRegex("(?:href|src)=\"([^\"]+)\"")]
    private static partial Regex Links();
}
