namespace BlurDetection.Web.Api;

/// <summary>The API as a page to read and try; its files are in the assembly of Swagger UI, and nothing is fetched.</summary>
internal static class ApiReference
{
    public const string Path = "/reference";

    public static void UseApiReference(this WebApplication app) => app.UseSwaggerUI(options =>
    {
        options.RoutePrefix = Path[1..];
        options.DocumentTitle = "BlurDetection: the API";
        options.SwaggerEndpoint("/openapi/v1.json", "BlurDetection v1");
        options.EnableTryItOutByDefault();
    });
}
