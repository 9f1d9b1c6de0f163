using System.Net.Http.Json;
using System.Text.Json;
using BlurDetection.Web;
using BlurDetection.Web.Models;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Web.Tests;

/// <summary>The real server on a free port of the loopback interface.</summary>
internal sealed class RunningServer : IAsyncDisposable
{
    // Only a hang ends a request: a busy machine must not fail a test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly WebApplication _app;

    private RunningServer(WebApplication app)
    {
        _app = app;
        // A body is sent once the server wants it: what is refused by its length must not break the connection while it is written.
        Client = new HttpClient(new SocketsHttpHandler { Expect100ContinueTimeout = Patience }) { BaseAddress = Address,
            Timeout = Patience };
        Client.DefaultRequestHeaders.ExpectContinue = true;
    }

    public Uri Address => new(_app.Urls.Single());

    public HttpClient Client { get; }

    /// <param name="settings">Configuration as on the command line: "--Web:MaxFiles 3".</param>
    /// <param name="loader">Another way to models than the test model.</param>
    public static async Task<RunningServer> StartAsync(string settings = "", Func<IServiceProvider, IModelLoader>? loader = null)
    {
        string[] args = ["--urls", "http://127.0.0.1:0", .. settings.Split(' ', StringSplitOptions.RemoveEmptyEntries)];
        var app = WebServer.Build(args, builder =>
        {
            builder.Logging.ClearProviders();
            builder.Services.AddSingleton(loader ?? (services => ActivatorUtilities.CreateInstance<TestModelLoader>(services)));
        });
        await app.StartAsync();
        return new RunningServer(app);
    }

    /// <summary>Sends files as a form does.</summary>
    public Task<HttpResponseMessage> PostFormAsync(params (string Name, byte[] Bytes)[] files)
    {
        var form = new MultipartFormDataContent();
        foreach (var (name, bytes) in files) form.Add(new ByteArrayContent(bytes), "files", name);
        return Client.PostAsync("/api/classify", form);
    }

    /// <summary>Sends one picture as the body.</summary>
    public Task<HttpResponseMessage> PostRawAsync(byte[] bytes, string query = "", string type = "image/jpeg")
    {
        var content = new ByteArrayContent(bytes);
        content.Headers.ContentType = new(type);
        return Client.PostAsync("/api/classify" + query, content);
    }

    public static async Task<JsonElement> JsonAsync(HttpResponseMessage response) =>
        await response.Content.ReadFromJsonAsync<JsonElement>();

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        await _app.DisposeAsync();
    }
}
