using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace BlurDetection.Web.Api;

/// <summary>Adds to the OpenAPI document what the routes cannot tell: the bodies that they read themselves.</summary>
internal static class ApiDocument
{
    public static void Describe(OpenApiOptions options)
    {
        options.AddDocumentTransformer((document, _, _) =>
        {
            document.Info = new OpenApiInfo
            {
                Title = "BlurDetection",
                Version = "v1",
                Description = "Is it blurry, how sure, where, and of what kind?",
            };
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) =>
        {
            operation.RequestBody = operation.OperationId switch
            {
                "classify" => Body(("multipart/form-data", Files()), ("image/*", Binary()), ("application/octet-stream", Binary())),
                "addModel" => Body(("application/octet-stream", Binary())),
                _ => operation.RequestBody,
            };
            return Task.CompletedTask;
        });
    }

    private static OpenApiRequestBody Body(params (string Type, OpenApiSchema Schema)[] contents) => new()
    {
        Required = true,
        Content = contents.ToDictionary(c => c.Type, c => new OpenApiMediaType { Schema = c.Schema }),
    };

    private static OpenApiSchema Binary() => new() { Type = JsonSchemaType.String, Format = "binary" };

    private static OpenApiSchema Files() => new()
    {
        Type = JsonSchemaType.Object,
        Properties = new Dictionary<string, IOpenApiSchema>
        {
            ["files"] = new OpenApiSchema { Type = JsonSchemaType.Array, Items = Binary() },
        },
    };
}
