using System.IO.Compression;
using System.Net;
using BlurDetection.Tests.Support;

namespace BlurDetection.Web.Tests.Models;

public sealed class ModelEndpointsTests
{
    [Fact]
    public async Task TheModelSaysItsNameThresholdSensitivitiesAndWhatItTells()
    {
        await using var server = await RunningServer.StartAsync();

        var model = await RunningServer.JsonAsync(await server.Client.GetAsync("/api/model"));

        Assert.Equal("laplacian", model.GetProperty("name").GetString());
        Assert.Equal(0.6, model.GetProperty("threshold").GetDouble());
        Assert.Equal(0.3, model.GetProperty("sensitivities").GetProperty("high").GetProperty("threshold").GetDouble());
        Assert.Equal(["map", "kind", "strength", "evidence"], model.GetProperty("tells").EnumerateArray().Select(t => t.GetString()));
    }

    [Fact]
    public async Task ModelsCannotBeSentUnlessThatIsAllowed()
    {
        await using var server = await RunningServer.StartAsync();

        var response = await server.Client.PostAsync("/api/models?name=mine.onnx", new ByteArrayContent(TestModels.Plain()));

        Assert.Equal(HttpStatusCode.MethodNotAllowed, response.StatusCode);
        Assert.False((await RunningServer.JsonAsync(await server.Client.GetAsync("/api/models"))).GetProperty("upload").GetBoolean());
    }

    [Fact]
    public async Task AnUploadedModelClassifiesUntilItIsRemoved()
    {
        await using var server = await RunningServer.StartAsync("--Web:AllowModelUpload true");
        var picture = RenderedImages.Jpeg(320, 240);

        var added = await server.Client.PostAsync("/api/models?name=mine.onnx", new ByteArrayContent(TestModels.PlainWithoutExtras()));
        var id = (await RunningServer.JsonAsync(added)).GetProperty("id").GetString();
        var classified = (await RunningServer.JsonAsync(await server.PostRawAsync(picture, $"?model={id}"))).GetProperty("results")[0];
        var removed = await server.Client.DeleteAsync($"/api/models/{id}");

        Assert.Equal(HttpStatusCode.Created, added.StatusCode);
        Assert.False(classified.TryGetProperty("map", out _)); // this model has none, the default one has
        Assert.Equal(HttpStatusCode.NoContent, removed.StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.PostRawAsync(picture, $"?model={id}")).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await server.Client.DeleteAsync("/api/models/default")).StatusCode);
    }

    [Fact]
    public async Task AModelThatNamesAnotherFileAndAZipThatSwellsAreRefused()
    {
        await using var server = await RunningServer.StartAsync("--Web:AllowModelUpload true");
        byte[] external = [.. TestModels.Plain(), 0x0A, 0x08, .. "location"u8];
        // The same numbers in more bytes.
        byte[] longer = [.. TestModels.Plain(), .. "location"u8, 0x8A, 0x00, 0x88, 0x80, 0x00, .. "location"u8];
        var swelling = new MemoryStream();
        using (var zip = new ZipArchive(swelling, ZipArchiveMode.Create, leaveOpen: true))
        using (var entry = zip.CreateEntry("OnnxModel").Open())
            entry.Write(new byte[10_000_000]);

        foreach (var (bytes, reason) in
            new[] { (external, "another file"), (longer, "another file"), (swelling.ToArray(), "times its size") })
        {
            var response = await server.Client.PostAsync("/api/models?name=m.onnx", new ByteArrayContent(bytes));
            Assert.Equal(HttpStatusCode.UnprocessableEntity, response.StatusCode);
            Assert.Contains(reason, (await RunningServer.JsonAsync(response)).GetProperty("detail").GetString());
        }
    }

    [Fact]
    public async Task ANameThatIsOnlyLikeThatOfAnotherFileIsNoReasonToRefuse()
    {
        await using var server = await RunningServer.StartAsync("--Web:AllowModelUpload true");
        byte[] entry = [0x0A, 11, .. "geolocation"u8, 0x12, 8, .. "location"u8];
        byte[] model = [.. TestModels.Plain(), 0x72, (byte)entry.Length, .. entry]; // one more of the metadata
        Assert.Equal(HttpStatusCode.Created, (await server.Client.PostAsync("/api/models", new ByteArrayContent(model))).StatusCode);
    }

    [Fact]
    public async Task AFileThatIsNoModelOneTooLargeAndOneTooManyAreRefused()
    {
        var model = TestModels.Plain();
        await using var server = await RunningServer
            .StartAsync($"--Web:AllowModelUpload true --Web:MaxModels 1 --Web:MaxModelBytes {Math.Max(1024, model.Length)}");

        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await PostAsync([1, 2, 3])).StatusCode);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, (await PostAsync(new byte[model.Length + 1])).StatusCode);
        Assert.Equal(HttpStatusCode.Created, (await PostAsync(model)).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await PostAsync(model)).StatusCode);

        Task<HttpResponseMessage> PostAsync(byte[] bytes) =>
            server.Client.PostAsync("/api/models?name=m.onnx", new ByteArrayContent(bytes));
    }
}
