using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.DependencyInjection;

namespace BlurDetection.AspNetCore.Gate;

/// <summary>Answers a form with blurred files itself; lets every other request pass.</summary>
#pragma warning disable CA1001 // A filter lives as long as its endpoint, and nothing disposes of filters.
internal sealed class BlurGateFilter(BlurGateOptions options) : IEndpointFilter
#pragma warning restore CA1001
{
    private readonly RefusalCounter _refusals = new(options.RefusalWindow);

    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        HttpContext http = context.HttpContext;
        if (!http.Request.HasFormContentType) return await next(context).ConfigureAwait(false);
        IFormCollection form = await http.Request.ReadFormAsync(http.RequestAborted).ConfigureAwait(false);
        var uploads = new UploadClassifier(Classifier(http.RequestServices), options);
        var (predictions, refusals) = await uploads.ClassifyAsync(form.Files, http.RequestAborted).ConfigureAwait(false);
        bool letThrough = refusals.Count > 0 && !IsRefused(http, refusals);
        int accepted = predictions.Count
            - refusals.Count(refusal => refusal.Reason is RefusalReason.Blurred or RefusalReason.Indeterminate);
        if (accepted > 0) BlurGateDiagnostics.Accepted(accepted);
        foreach (UploadRefusal refusal in refusals) BlurGateDiagnostics.Refused(refusal, letThrough);
        if (refusals.Count > 0 && !letThrough) return Results.Problem(Problem(refusals));
        if (refusals.Count == 0 && predictions.Count > 0 && Client(http) is { } client) _refusals.Forget(client);
        http.Features.Set(new BlurGateResult(predictions, letThrough));
        return await next(context).ConfigureAwait(false);
    }

    // What cannot be read is refused however often it comes: nothing behind the gate could use it.
    private bool IsRefused(HttpContext http, List<UploadRefusal> refusals) =>
        refusals.Exists(refusal => refusal.Reason is RefusalReason.UnsupportedImage or RefusalReason.ImageTooLarge)
        || Client(http) is not { } client
        || _refusals.TryRefuse(client, options.MaxRefusals!.Value);

    private string? Client(HttpContext http) => options.MaxRefusals is null ? null : options.ClientKey(http);

    private IBlurClassifier Classifier(IServiceProvider services) =>
        options.Classifier is { } key
            ? services.GetRequiredKeyedService<IBlurClassifier>(key)
            : services.GetRequiredService<IBlurClassifier>();

    private static ProblemDetails Problem(List<UploadRefusal> refusals) => new()
    {
        Title = refusals.Count == 1 ? "The upload was refused." : $"{refusals.Count} uploads were refused.",
        Detail = string.Join(" ", refusals.Select(refusal => $"{refusal.File}: {refusal.Detail}")),
        Status = StatusCodes.Status422UnprocessableEntity,
        Extensions = { ["refusals"] = refusals },
    };
}
