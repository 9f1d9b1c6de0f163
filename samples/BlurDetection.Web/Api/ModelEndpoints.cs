using BlurDetection.Web.Limits;
using BlurDetection.Web.Models;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Api;

/// <summary>GET /api/model and /api/models; POST and DELETE only where uploads are allowed.</summary>
internal static class ModelEndpoints
{
    public static RouteGroupBuilder MapModels(this RouteGroupBuilder api, bool upload)
    {
        api.MapGet("/model", (ModelShelf shelf, string? id = null) => shelf.Find(id) is { } model ? Results.Ok(ModelDescription.From(model))
            : Results.NotFound())
            .WithName("model").WithSummary("Describes the model that classifies.").Produces<ModelDescription>()
                .ProducesProblem(StatusCodes.Status404NotFound);
        api.MapGet("/models", (ModelShelf shelf) => new ModelList(upload, [.. shelf.All.Select(ModelDescription.From)]))
            .WithName("models").WithSummary("Lists the models to choose from.");
        if (!upload) return api;

        api.MapPost("/models", AddAsync)
            .RequireRateLimiting(RequestLimits.Working)
            .WithName("addModel").WithSummary("Adds a model (.zip or .onnx as the body); kept in memory until removed.")
            .Produces<ModelDescription>(StatusCodes.Status201Created)
            .ProducesProblem(StatusCodes.Status409Conflict).ProducesProblem(StatusCodes.Status413PayloadTooLarge)
                .ProducesProblem(StatusCodes.Status422UnprocessableEntity);
        api.MapDelete("/models/{id}", (string id, ModelShelf shelf) => shelf.Remove(id) ? Results.NoContent() : Results.NotFound())
            .WithName("removeModel").WithSummary("Removes an uploaded model.").Produces(StatusCodes.Status204NoContent)
                .ProducesProblem(StatusCodes.Status404NotFound);
        return api;
    }

    private static async Task<IResult> AddAsync(HttpContext context, ModelShelf shelf, ClassificationSlots slots, BodyMemory memory,
        IOptions<WebOptions> options, string? name = null)
    {
        var limit = options.Value.MaxModelBytes;
        try
        {
            using var body =
                await PooledBody.ReadAsync(context.Request.Body, context.Request.ContentLength, limit, memory, context.RequestAborted);
            if (body is null)
                return Results.Problem(statusCode: StatusCodes.Status413PayloadTooLarge,
                    detail: $"The model is larger than the {limit / 1048576.0:0.#} MiB that this server takes.");
            var model = await slots.RunAsync(() =>
            {
                UploadCheck.Check(body.Span, body.AsStream);
                return shelf.Add(body.AsStream(), UploadedImage.CleanName(name));
            }, context.RequestAborted);
            if (model is null)
                return Results.Problem(statusCode: StatusCodes.Status409Conflict,
                    detail: $"{options.Value.MaxModels} models are loaded already. Remove one first.");
            return Results.Created($"/api/model?id={model.Id}", ModelDescription.From(model));
        }
        catch (InvalidModelException e)
        {
            return Results.Problem(statusCode: StatusCodes.Status422UnprocessableEntity, detail: e.Message);
        }
        catch (BadHttpRequestException e)
        {
            return Results.Problem(statusCode: e.StatusCode, detail: "The body is not sent as its headers announce, or too slowly.");
        }
        catch (IOException)
        {
            return Results.Problem(statusCode: StatusCodes.Status400BadRequest, detail: "The body is not sent as its headers announce.");
        }
        catch (ServerBusyException)
        {
            return RequestLimits.Busy(context);
        }
    }
}
