using System.Text.Json;
using System.Text.Json.Serialization;
using BlurDetection.Web.Api;
using BlurDetection.Web.Limits;
using BlurDetection.Web.Models;
using BlurDetection.Web.Page;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web;

/// <summary>Puts the page and its API together.</summary>
internal static class WebServer
{
    /// <summary>Builds the server, its model loaded.</summary>
    /// <param name="args">Configuration, as in <c>--urls http://127.0.0.1:5080 --Web:MaxFiles 10</c>.</param>
    /// <param name="configure">Changes the services before they are built; for tests.</param>
    /// <exception cref="InvalidModelException">There is no usable model.</exception>
    /// <exception cref="OptionsValidationException">A setting is unknown, cannot be read, or is out of its range.</exception>
    public static WebApplication Build(string[] args, Action<WebApplicationBuilder>? configure = null)
    {
        var builder = WebApplication.CreateBuilder(new WebApplicationOptions { Args = args, ContentRootPath = AppContext.BaseDirectory });
        builder.Services.AddOptions<WebOptions>().Configure<IConfiguration>(Bind).ValidateDataAnnotations();
        builder.Services.AddSingleton<IModelLoader, BlurModelLoader>();
        builder.Services.AddSingleton<ModelShelf>();
        builder.Services.AddSingleton<ClassificationSlots>();
        builder.Services.ConfigureHttpJsonOptions(o =>
        {
            o.SerializerOptions.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
            o.SerializerOptions.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        });
        builder.Services.AddProblemDetails();
        builder.Services.AddHealthChecks();
        builder.Services.AddHostedService<IdleMemory>();
        builder.Services.AddSingleton<RequestActivity>();
        builder.Services.AddOpenApi(ApiDocument.Describe);
        builder.Services.AddRequestLimits();
        configure?.Invoke(builder);

        var app = builder.Build();
        try
        {
            var options = app.Services.GetRequiredService<IOptions<WebOptions>>().Value;
            app.Services.GetRequiredService<ModelShelf>();
            app.UseRequestActivity();
            app.UseSafeHeaders();
            app.UseExceptionHandler();
            app.UseKnownHostsOnly();
            app.UseStatusCodePages();
            app.UseOwnOriginOnly();
            app.UseRateLimiter();
            app.MapPage();
            app.MapHealthChecks("/health");
            app.MapOpenApi("/openapi/{documentName}.json");
            app.UseApiReference();
            app.MapGroup("/api").MapClassify().MapModels(options.AllowModelUpload);
            return app;
        }
        catch
        {
            ((IDisposable)app).Dispose();
            throw;
        }
    }

    private static void Bind(WebOptions options, IConfiguration configuration)
    {
        try
        {
            configuration.GetSection(WebOptions.Section).Bind(options, binder => binder.ErrorOnUnknownConfiguration = true);
        }
        catch (InvalidOperationException e)
        {
            throw new OptionsValidationException(
                WebOptions.Section, typeof(WebOptions), [$"Settings of the section '{WebOptions.Section}': {e.Message}"]);
        }
    }
}
