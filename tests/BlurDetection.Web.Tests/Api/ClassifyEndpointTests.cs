using System.Net;
using System.Text;
using BlurDetection.Tests.Support;
using BlurDetection.Web.Models;

namespace BlurDetection.Web.Tests.Api;

public sealed class ClassifyEndpointTests(ServerFixture fixture) : IClassFixture<ServerFixture>
{
    private static readonly byte[] Sharp = RenderedImages.Jpeg(320, 240), Blurred = RenderedImages.Jpeg(320, 240, blurSigma: 5);
    private readonly RunningServer _server = fixture.Server;

    [Fact]
    public async Task ARawPictureGetsAVerdictWithEverythingTheModelTells()
    {
        var result = (await RunningServer.JsonAsync(await _server.PostRawAsync(Blurred, "?name=walk.jpg"))).GetProperty("results")[0];

        Assert.Equal("walk.jpg", result.GetProperty("name").GetString());
        Assert.Equal("blurred", result.GetProperty("verdict").GetString());
        Assert.InRange(result.GetProperty("probability").GetDouble(), 0.6, 1);
        Assert.Equal((320, 240), (result.GetProperty("width").GetInt32(), result.GetProperty("height").GetInt32()));
        Assert.Equal(Blurred.Length, result.GetProperty("bytes").GetInt32());
        Assert.True(result.TryGetProperty("kind", out _) && result.TryGetProperty("strength", out _));
        var map = result.GetProperty("map");
        Assert.Equal(map.GetProperty("width").GetInt32() * map.GetProperty("height").GetInt32(),
            map.GetProperty("probability").GetBytesFromBase64().Length);
    }

    [Fact]
    public async Task TheAnswerAgreesWithTheClassifier()
    {
        using var classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()));

        var result = (await RunningServer.JsonAsync(await _server.PostRawAsync(Sharp))).GetProperty("results")[0];

        Assert.Equal(classifier.Classify(Sharp).Probability, result.GetProperty("probability").GetDouble(), 1e-9);
    }

    [Fact]
    public async Task ManyFilesOfAFormAreClassifiedInTheOrderSent()
    {
        var answer = await RunningServer.JsonAsync(await _server.PostFormAsync(("a.jpg", Sharp), ("b.jpg", Blurred), ("c.jpg", Sharp)));

        Assert.Equal(["a.jpg focus", "b.jpg blurred", "c.jpg focus"],
            answer.GetProperty("results").EnumerateArray().Select(r => $"{r.GetProperty("name")} {r.GetProperty("verdict")}"));
    }

    [Fact]
    public async Task ABrokenFileAmongGoodOnesGetsAnErrorInItsOwnPlace()
    {
        var answer = await RunningServer.JsonAsync(await _server.PostFormAsync(("a.jpg", Sharp), ("cut.jpg", Sharp[..(Sharp.Length / 2)]),
            ("notes.txt", Encoding.UTF8.GetBytes("hello")), ("b.jpg", Blurred)));

        var results = answer.GetProperty("results");
        Assert.Equal(422, results[1].GetProperty("error").GetProperty("status").GetInt32());
        Assert.Equal(415, results[2].GetProperty("error").GetProperty("status").GetInt32());
        Assert.Equal("blurred", results[3].GetProperty("verdict").GetString());
    }

    [Fact]
    public async Task ADecoderThatFailsInAnyWayCostsItsOwnImageAlone()
    {
        await using var server = await RunningServer.StartAsync(loader: _ => new FailingDecoderLoader());
        var files = FailingDecoder.Ways.SelectMany(way => new[] { (way, FailingDecoder.File(way)), ("good", Sharp) }).ToArray();
        var response = await server.PostFormAsync(files);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var results = (await RunningServer.JsonAsync(response)).GetProperty("results").EnumerateArray().ToArray();
        Assert.Equal(files.Length, results.Length);
        Assert.All(results, result =>
            Assert.Equal(result.GetProperty("name").GetString() == "good", !result.TryGetProperty("error", out _)));
        foreach (var way in FailingDecoder.Ways)
            Assert.InRange((int)(await server.PostRawAsync(FailingDecoder.File(way))).StatusCode, 400, 499);
    }

    private sealed class FailingDecoderLoader : IModelLoader
    {
        public LoadedModel LoadDefault()
        {
            var options = new BlurClassifierOptions { Decoding = { Decoders = { new FailingDecoder() } } };
            var classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()), options);
            return new LoadedModel(ModelShelf.DefaultId, "embedded", classifier, classifier.Model);
        }

        public LoadedModel Load(Stream file, string id, string fileName) => throw new NotSupportedException();
    }

    [Fact]
    public async Task AnImageThatFailsInsideTheDecoderCostsItsNeighboursNothing()
    {
        byte[] preset = PngWriter.WithPresetDictionary(PngWriter.Write(8, 8, 0, new byte[64]));
        var response = await _server.PostFormAsync(("a.jpg", Sharp), ("preset.png", preset), ("b.jpg", Blurred));
        var answer = await RunningServer.JsonAsync(response);

        var results = answer.GetProperty("results");
        Assert.Equal(422, results[1].GetProperty("error").GetProperty("status").GetInt32());
        Assert.Equal(("focus", "blurred"), (results[0].GetProperty("verdict").GetString(), results[2].GetProperty("verdict").GetString()));
    }

    [Theory]
    [InlineData("text", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("cut", HttpStatusCode.UnprocessableEntity)]
    [InlineData("empty", HttpStatusCode.UnprocessableEntity)]
    public async Task ASingleUnreadablePictureIsAnsweredWithProblemDetails(string what, HttpStatusCode expected)
    {
        byte[] body =
            what switch { "text" => Encoding.UTF8.GetBytes("not an image at all"), "cut" => Sharp[..(Sharp.Length / 3)], _ => [] };

        var response = await _server.PostRawAsync(body);

        Assert.Equal(expected, response.StatusCode);
        Assert.Equal("application/problem+json", response.Content.Headers.ContentType?.MediaType);
        Assert.NotEmpty((await RunningServer.JsonAsync(response)).GetProperty("detail").GetString()!);
    }

    [Fact]
    public async Task ABodyThatIsNeitherAFormNorAPictureIsRefused()
    {
        var response = await _server.PostRawAsync(Encoding.UTF8.GetBytes("{}"), type: "application/json");

        Assert.Equal(HttpStatusCode.UnsupportedMediaType, response.StatusCode);
    }

    [Fact]
    public async Task AFormWithoutFilesAndADamagedFormAreBadRequests()
    {
        var damaged =
            new ByteArrayContent(Encoding.UTF8.GetBytes("--x\r\nContent-Disposition: form-data; name=f; filename=a.jpg\r\n\r\nabc"));
        damaged.Headers.TryAddWithoutValidation("Content-Type", "multipart/form-data; boundary=x");

        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Client.PostAsync("/api/classify",
            new MultipartFormDataContent { { new StringContent("1"), "field" } })).StatusCode);
        Assert.Equal(HttpStatusCode.BadRequest, (await _server.Client.PostAsync("/api/classify", damaged)).StatusCode);
    }

    [Fact]
    public async Task TheMapCanBeLeftOutAndAnUnknownModelIsNotFound()
    {
        var result = (await RunningServer.JsonAsync(await _server.PostRawAsync(Sharp, "?map=false"))).GetProperty("results")[0];

        Assert.False(result.TryGetProperty("map", out _));
        Assert.Equal(HttpStatusCode.NotFound, (await _server.PostRawAsync(Sharp, "?model=nobody")).StatusCode);
    }

    [Theory]
    [InlineData("../../etc/passwd", "passwd")]
    [InlineData(@"C:\Users\me\photo.jpg", "photo.jpg")]
    [InlineData("a\u0007b.jpg", "ab.jpg")]
    public async Task OnlyTheLastPartOfANameIsKept(string sent, string shown)
    {
        var result = (await RunningServer.JsonAsync(await _server.PostRawAsync(Sharp, "?map=false&name=" + Uri.EscapeDataString(sent))))
            .GetProperty("results")[0];

        Assert.Equal(shown, result.GetProperty("name").GetString());
    }

    [Fact]
    public async Task NothingIsWrittenToDiskWhileALargeFormIsRead()
    {
        var written = new List<string>();
        using var watcher = new FileSystemWatcher(Path.GetTempPath()) { IncludeSubdirectories = false, EnableRaisingEvents = true };
        // ASP.NET's own form reading would buffer a form of this size into ASPNETCORE_*.tmp.
        watcher.Created +=
            (_, e) => { if (e.Name?.StartsWith("ASPNETCORE", StringComparison.Ordinal) == true) lock (written) written.Add(e.Name); };
        var large = RenderedImages.Png(900, 700);

        var response = await _server.PostFormAsync(("a.png", large), ("b.png", large), ("c.png", large));

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        lock (written) Assert.Empty(written);
    }
}
