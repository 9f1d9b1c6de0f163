using System.Net.Http.Headers;
using BlurDetection.AspNetCore.Gate;
using BlurDetection.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlurDetection.AspNetCore.Tests;

/// <summary>A server with one gated endpoint, <c>/photos</c>, that answers "stored" or "marked".</summary>
internal sealed class GatedServer : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly HttpClient _client;

    private GatedServer(WebApplication app)
    {
        _app = app;
        _client = new HttpClient { BaseAddress = new Uri(app.Urls.Single()) };
    }

    public static async Task<GatedServer> StartAsync(Action<BlurGateOptions>? configure = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Services.AddBlurDetection();
        WebApplication app = builder.Build();
        app.MapPost("/photos", (IFormFileCollection photos, HttpContext context) =>
                context.Features.Get<BlurGateResult>() is { LetThrough: true } ? "marked" : $"stored {photos.Count}")
            .DisableAntiforgery().RefuseBlurredUploads(configure);
        await app.StartAsync();
        return new GatedServer(app);
    }

    /// <summary>Uploads samples by name, or a text under any other name.</summary>
    public Task<HttpResponseMessage> UploadAsync(params string[] names)
    {
        var form = new MultipartFormDataContent();
        foreach (string name in names)
        {
            string path = Path.Combine(Repository.Root, "samples", "images", name);
            var part = new ByteArrayContent(File.Exists(path) ? File.ReadAllBytes(path) : "not an image"u8.ToArray());
            part.Headers.ContentType = new MediaTypeHeaderValue("image/jpeg");
            form.Add(part, "photos", name);
        }
        return _client.PostAsync("/photos", form);
    }

    public async ValueTask DisposeAsync()
    {
        _client.Dispose();
        await _app.DisposeAsync();
    }
}
