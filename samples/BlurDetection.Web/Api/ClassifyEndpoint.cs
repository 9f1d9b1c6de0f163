using BlurDetection.Web.Limits;
using BlurDetection.Web.Models;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Api;

/// <summary>POST /api/classify: images in, verdicts out.</summary>
internal static class ClassifyEndpoint
{
    public static RouteGroupBuilder MapClassify(this RouteGroupBuilder api)
    {
        api.MapPost("/classify", HandleAsync)
            .RequireRateLimiting(RequestLimits.Working)
            .WithName("classify")
            .WithSummary("Classifies one or many images.")
            .WithDescription(
                "Send multipart/form-data with one or many files, or one image as the body (image/* or application/octet-stream). "
                + "Among several images an unreadable one gets an error in its own place; alone it is answered with problem details.")
            .Produces<ClassifyResponse>()
            .ProducesProblem(StatusCodes.Status400BadRequest)
            .ProducesProblem(StatusCodes.Status404NotFound)
            .ProducesProblem(StatusCodes.Status413PayloadTooLarge)
            .ProducesProblem(StatusCodes.Status415UnsupportedMediaType)
            .ProducesProblem(StatusCodes.Status422UnprocessableEntity)
            .ProducesProblem(StatusCodes.Status429TooManyRequests);
        return api;
    }

    private static async Task<IResult> HandleAsync(
        HttpContext context, ModelShelf shelf, ClassificationSlots slots, BodyMemory memory, IOptions<WebOptions> options,
        ILogger<ClassificationSlots> logger,
        string? model = null, bool map = true, string? name = null)
    {
        var (request, limits, cancellation) = (context.Request, options.Value, context.RequestAborted);
        if (slots.IsFull) return RequestLimits.Busy(context);
        if (shelf.Find(model) is not { } chosen)
            return Refuse(StatusCodes.Status404NotFound, $"There is no model '{UploadedImage.CleanName(model)}' here (any more).");
        var boundary = ImageRequest.Boundary(request);
        if (boundary is null && !ImageRequest.IsRaw(request))
            return Refuse(StatusCodes.Status415UnsupportedMediaType,
                "Send multipart/form-data with files, or one image as image/* or application/octet-stream.");

        var results = new List<ImageResult>();
        try
        {
            if (boundary is null)
            {
                using var image = await ImageRequest.ReadRawAsync(request, limits.MaxFileBytes, memory, cancellation);
                if (slots.IsFull) return RequestLimits.Busy(context);
                results.Add(await ImageClassifier.PredictAsync(image, chosen, map, limits, slots, logger, cancellation));
            }
            else
            {
                await foreach (var image in ImageRequest.ReadMultipartAsync(request, boundary, limits.MaxFileBytes, memory, cancellation))
                {
                    using (image)
                    {
                        if (results.Count == limits.MaxFiles)
                            return Refuse(StatusCodes.Status413PayloadTooLarge,
                                $"More than {limits.MaxFiles} images in one request. Send them in several.");
                        // A request that has begun to be answered is answered to its end.
                        if (results.Count == 0 && slots.IsFull) return RequestLimits.Busy(context);
                        results.Add(await ImageClassifier.PredictAsync(image, chosen, map, limits, slots, logger, cancellation));
                    }
                }
            }
        }
        catch (BadHttpRequestException e) when (e.StatusCode == StatusCodes.Status413PayloadTooLarge)
        {
            return Refuse(e.StatusCode,
                $"The request is larger than the {limits.MaxRequestBytes / 1048576.0:0.#} MiB that this server takes.");
        }
        catch (BadHttpRequestException e)
        {
            return Refuse(e.StatusCode, "The body is not sent as its headers announce, or too slowly.");
        }
        catch (Exception e) when (e is InvalidDataException or IOException)
        {
            return Refuse(StatusCodes.Status400BadRequest,
                "The body is not the multipart/form-data that its header announces, or it ends too early.");
        }
        catch (ServerBusyException)
        {
            return RequestLimits.Busy(context);
        }
        catch (ObjectDisposedException)
        {
            return Refuse(StatusCodes.Status404NotFound, "The model was removed while it classified.");
        }
        return results switch
        {
            [] => Refuse(StatusCodes.Status400BadRequest, "There is no file in the request."),
            [{ Error: { } error }] => Refuse(error.Status, error.Detail),
            _ => Results.Ok(new ClassifyResponse(chosen.Info.Name, results)),
        };
    }

    private static IResult Refuse(int status, string detail) => Results.Problem(statusCode: status, detail: detail);
}
