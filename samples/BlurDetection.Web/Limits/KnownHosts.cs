using System.Net;

namespace BlurDetection.Web.Limits;

/// <summary>Only requests to this machine's own names are answered, so that no other site's name can be made to lead here
/// (DNS rebinding).</summary>
internal static class KnownHosts
{
    private const string Setting = "AllowedHosts"; // ASP.NET's own: where it is set, its filter does the work

    public static void UseKnownHostsOnly(this WebApplication app)
    {
        if (!string.IsNullOrEmpty(app.Configuration[Setting])) return;
        app.Use((context, next) => IsKnown(context.Request.Host.Host)
            ? next(context)
            : Results.Problem(statusCode: StatusCodes.Status400BadRequest,
                detail: $"This server is not known by that host name. Set {Setting} to the names that it is reached by.")
                    .ExecuteAsync(context));
    }

    // An address names no site, and neither does "localhost".
    private static bool IsKnown(string host) =>
        host.Length == 0 || IPAddress.TryParse(host.Trim('[', ']'), out _) || Same(host, "localhost")
            || host.EndsWith(".localhost", StringComparison.OrdinalIgnoreCase)
        || Same(host, Dns.GetHostName());

    private static bool Same(string a, string b) => string.Equals(a, b, StringComparison.OrdinalIgnoreCase);
}
