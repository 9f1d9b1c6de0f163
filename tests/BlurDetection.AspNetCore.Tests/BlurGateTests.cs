using System.Diagnostics.Metrics;
using System.Net;
using System.Text.Json;
using BlurDetection.AspNetCore.Gate;

namespace BlurDetection.AspNetCore.Tests;

[Collection("Meter")]
public sealed class BlurGateTests
{
    private const string Sharp = "street-sharp.jpg", Blurred = "street-defocus.jpg", Black = "black.png";

    [Fact]
    public async Task ASharpUploadReachesTheEndpoint()
    {
        await using GatedServer server = await GatedServer.StartAsync();
        HttpResponseMessage answer = await server.UploadAsync(Sharp, Black);
        Assert.Equal("stored 2", await answer.Content.ReadAsStringAsync());
    }

    [Fact]
    public async Task ABlurredUploadIsRefusedWithTheFileTheReasonAndAdvice()
    {
        await using GatedServer server = await GatedServer.StartAsync();
        HttpResponseMessage answer = await server.UploadAsync(Sharp, Blurred, "notes.txt");
        Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
        Assert.Equal("application/problem+json", answer.Content.Headers.ContentType!.MediaType);
        JsonElement problem = JsonDocument.Parse(await answer.Content.ReadAsStringAsync()).RootElement;
        JsonElement[] refusals = [.. problem.GetProperty("refusals").EnumerateArray()];
        Assert.Equal([Blurred, "notes.txt"], refusals.Select(refusal => refusal.GetProperty("file").GetString()));
        Assert.Equal(["Blurred", "UnsupportedImage"], refusals.Select(refusal => refusal.GetProperty("reason").GetString()));
        Assert.InRange(refusals[0].GetProperty("probability").GetDouble(), 0.5, 1);
        Assert.Contains("take it again", problem.GetProperty("detail").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnImageWithoutEvidenceIsRefusedWhereThatIsWanted()
    {
        await using GatedServer server = await GatedServer.StartAsync(options => options.RefuseIndeterminate = true);
        HttpResponseMessage answer = await server.UploadAsync(Black);
        Assert.Contains("too dark", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AfterTwoRefusalsTheUploadPassesAndIsMarkedAndTheCountStartsAgain()
    {
        await using GatedServer server = await GatedServer.StartAsync(options => options.MaxRefusals = 2);
        List<HttpStatusCode> codes = [];
        string last = "";
        for (int i = 0; i < 4; i++)
        {
            HttpResponseMessage answer = await server.UploadAsync(Blurred);
            codes.Add(answer.StatusCode);
            if (i == 2) last = await answer.Content.ReadAsStringAsync();
        }
        Assert.Equal([HttpStatusCode.UnprocessableEntity, HttpStatusCode.UnprocessableEntity, HttpStatusCode.OK,
            HttpStatusCode.UnprocessableEntity], codes);
        Assert.Equal("marked", last);
    }

    [Fact]
    public async Task ASharpUploadForgetsTheRefusalsBeforeIt()
    {
        await using GatedServer server = await GatedServer.StartAsync(options => options.MaxRefusals = 1);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.UploadAsync(Blurred)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await server.UploadAsync(Sharp)).StatusCode);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.UploadAsync(Blurred)).StatusCode);
    }

    [Fact]
    public async Task WhatIsNotAnImageIsRefusedHoweverOftenItComes()
    {
        await using GatedServer server = await GatedServer.StartAsync(options => options.MaxRefusals = 0);
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await server.UploadAsync("notes.txt")).StatusCode);
    }

    [Fact]
    public async Task UploadsAreCountedByOutcomeAndReason()
    {
        var counted = new List<string>();
        using var listener = new MeterListener
        {
            InstrumentPublished = (instrument, self) =>
            {
                if (instrument.Name == BlurGateDiagnostics.UploadsInstrument) self.EnableMeasurementEvents(instrument);
            },
        };
        listener.SetMeasurementEventCallback<long>((_, count, tags, _) =>
        {
            string text = $"{count} {string.Join(' ', tags.ToArray().Select(tag => tag.Value))}";
            lock (counted) counted.Add(text);
        });
        listener.Start();
        await using GatedServer server = await GatedServer.StartAsync();
        await server.UploadAsync(Sharp, Blurred, "notes.txt");
        lock (counted) Assert.Equal(["1 accepted", "1 refused blurred", "1 refused unsupported_image"], counted);
    }

    [Fact]
    public async Task OptionsOutOfRangeAreAllNamedWhenTheEndpointIsMapped()
    {
        var error = await Assert.ThrowsAsync<ArgumentException>(() => GatedServer.StartAsync(options =>
            (options.MaxRefusals, options.RefusalWindow) = (-1, TimeSpan.Zero)));
        Assert.Contains("MaxRefusals must be at least 0. RefusalWindow must be above 0.", error.Message, StringComparison.Ordinal);
    }
}
