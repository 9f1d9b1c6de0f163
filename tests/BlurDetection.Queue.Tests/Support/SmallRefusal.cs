using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Queue.Tests.Support;

/// <summary>A small server that is always busy.</summary>
internal sealed class SmallRefusal : IAsyncDisposable
{
    private readonly WebApplication _app;

    private SmallRefusal(WebApplication app) => _app = app;

    public string Address => _app.Urls.First();

    public static async Task<SmallRefusal> StartAsync(Action asked)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        builder.Logging.ClearProviders();
        WebApplication app = builder.Build();
        app.Run(context =>
        {
            asked();
            context.Response.StatusCode = 503;
            return Task.CompletedTask;
        });
        await app.StartAsync();
        return new SmallRefusal(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
