using System.Net;
using System.Net.Sockets;
using System.Threading.RateLimiting;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Limits;

/// <summary>How much may come in, how fast it must come, and how many requests one client may have open.</summary>
internal static class RequestLimits
{
    /// <summary>The policy for requests that bring something to work on.</summary>
    public const string Working = "working";
    private const int RetryAfterSeconds = 1;
    private const int RequestBufferBytes = 128 << 10;
    private const int BytesOfIPv6Network = 8; // a customer usually has a /64 of addresses
    private static readonly TimeSpan Grace = TimeSpan.FromSeconds(5), HeadersTimeout = TimeSpan.FromSeconds(10),
        IdleTimeout = TimeSpan.FromSeconds(60);

    public static void AddRequestLimits(this IServiceCollection services)
    {
        services.AddSingleton<BodyMemory>();
        services.AddOptions<KestrelServerOptions>().Configure<IOptions<WebOptions>>((kestrel, options) =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = options.Value.MaxRequestBytes;
            kestrel.Limits.MaxConcurrentConnections = options.Value.MaxConnections;
            // What waits for its turn waits at the sender: by default each of them would fill a mebibyte here.
            kestrel.Limits.MaxRequestBufferSize = RequestBufferBytes;
            kestrel.Limits.MinRequestBodyDataRate = new MinDataRate(options.Value.MinBytesPerSecond, Grace);
            kestrel.Limits.RequestHeadersTimeout = HeadersTimeout;
            kestrel.Limits.KeepAliveTimeout = IdleTimeout;
        });
        // What the connection reads ahead is another buffer than the one above, of a mebibyte by default, from pinned memory that is kept.
        services.Configure<SocketTransportOptions>(sockets => sockets.MaxReadBufferSize = RequestBufferBytes);
        services.AddRateLimiter(limiter =>
        {
            // Slots are taken by images that have arrived; senders are only counted, each client by itself.
            limiter.AddPolicy(Working, context =>
            {
                var most = context.RequestServices.GetRequiredService<IOptions<WebOptions>>().Value.MaxRequestsPerClient;
                return RateLimitPartition.GetConcurrencyLimiter(ClientOf(context.Connection.RemoteIpAddress),
                    _ => new ConcurrencyLimiterOptions
                {
                    PermitLimit = most, QueueLimit = 0,
                });
            });
            limiter.OnRejected = async (rejected, _) => await Busy(rejected.HttpContext).ExecuteAsync(rejected.HttpContext);
        });
    }

    /// <summary>The answer 429, and when to come back.</summary>
    public static IResult Busy(HttpContext context)
    {
        context.Response.Headers.RetryAfter = RetryAfterSeconds.ToString();
        return Results.Problem(
            statusCode: StatusCodes.Status429TooManyRequests,
            detail: $"The server is busy with other images. Try again in {RetryAfterSeconds} s.");
    }

    private static string ClientOf(IPAddress? address) => address switch
    {
        null => "local",
        { IsIPv4MappedToIPv6: true } => address.MapToIPv4().ToString(),
        { AddressFamily: AddressFamily.InterNetworkV6 } => Convert.ToHexString(address.GetAddressBytes(), 0, BytesOfIPv6Network),
        _ => address.ToString(),
    };
}
