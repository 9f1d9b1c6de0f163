using BlurDetection.Web.Api;

namespace BlurDetection.Web.Limits;

/// <summary>Headers that keep browsers from doing more with an answer than it is for.</summary>
internal static class SafeHeaders
{
    /// <summary>Everything from here and nothing inline; blob: for the images that never left the browser's memory.</summary>
    public const string ContentSecurityPolicy =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob:; font-src 'self'; connect-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    // Swagger UI draws its icons from data: addresses and sets styles on its elements.
    private static readonly string ReferencePolicy = ContentSecurityPolicy
        .Replace("style-src 'self'", "style-src 'self' 'unsafe-inline'", StringComparison.Ordinal)
        .Replace("img-src 'self' blob:", "img-src 'self' data:", StringComparison.Ordinal);

    public static void UseSafeHeaders(this WebApplication app) => app.Use((context, next) =>
    {
        context.Response.OnStarting(static state =>
        {
            var headers = ((HttpContext)state).Response.Headers;
            PathString path = ((HttpContext)state).Request.Path;
            headers.ContentSecurityPolicy = path.StartsWithSegments(ApiReference.Path) ? ReferencePolicy : ContentSecurityPolicy;
            headers.XContentTypeOptions = "nosniff";
            headers["Referrer-Policy"] = "no-referrer";
            headers["Cross-Origin-Opener-Policy"] = "same-origin";
            headers["Cross-Origin-Resource-Policy"] = "same-origin";
            headers["Permissions-Policy"] = "camera=(self), geolocation=(), microphone=()";
            if (headers.CacheControl.Count == 0) headers.CacheControl = "no-store";
            return Task.CompletedTask;
        }, context);
        return next(context);
    });
}
