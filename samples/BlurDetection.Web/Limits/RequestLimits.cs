using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Limits;

/// <summary>How much may come in, and how many requests at a time.</summary>
internal static class RequestLimits
{
    /// <summary>The policy for requests that bring something to work on.</summary>
    public const string Working = "working";
    private const int RetryAfterSeconds = 1;
    private const int RequestBufferBytes = 128 << 10;

    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<WebOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Value.MaxRequestBytes;
            // What waits for its turn waits at the sender: by default each of them would fill a mebibyte here.
            kestrel.Limits.MaxRequestBufferSize = RequestBufferBytes;
            // A trickling sender must not keep a place that others wait for.
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(bytesPerSecond: 4096, gracePeriod: TimeSpan.FromSeconds(10));
        });
        services.AddRateLimiter(limiter =>
        {
            limiter.RejectionStatusCode = StatusCodes.Status429TooManyRequests;
            limiter.AddPolicy(Working, context =>
            {
                var options = context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value;
                return RateLimitPartition.GetConcurrencyLimiter("all", _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = options.MaxRequests,
                    QueueLimit = options.QueuedRequests,
                    QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
                });
            });
            limiter.OnRejected = async (rejected, _) =>
            {
                rejected.HttpContext.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
                await Results.Problem(
                    statusCode: StatusCodes.Status429TooManyRequests,
                    detail: $"The server is busy with other pictures. Try again in {RetryAfterSeconds} s.").ExecuteAsync(rejected.HttpContext);
            };
        });
    }
}
