namespace BlurDetection.Web.Limits;

/// <summary>Other sites' pages may not make a visitor's browser use this server.</summary>
internal static class OwnOrigin
{
    public static void UseOwnOriginOnly(this WebApplication app) => app.Use((context, next) =>
    {
        var request = context.Request;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method) || IsOwn(request)) return next(context);
        return Results.Problem(statusCode: StatusCodes.Status403Forbidden,
            detail: "Requests from the pages of other sites are not answered.").ExecuteAsync(context);
    });

    // Programs send no Origin; browsers do, with every request that is not a plain read.
    private static bool IsOwn(HttpRequest request) =>
        request.Headers.Origin is not [{ Length: > 0 } origin]
        || Uri.TryCreate(origin, UriKind.Absolute, out var uri)
            && Uri.TryCreate($"{uri.Scheme}://{request.Host}", UriKind.Absolute, out var own)
            && string.Equals(uri.Authority, own.Authority, StringComparison.OrdinalIgnoreCase);
}
