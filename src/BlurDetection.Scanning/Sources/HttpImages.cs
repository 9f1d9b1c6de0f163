using System.Net;
using Polly;
using Polly.Retry;

namespace BlurDetection.Scanning.Sources;

/// <summary>Downloads images over HTTP, with retries and limits. Make one and keep it.</summary>
internal sealed class HttpImages : IDisposable
{
    private readonly HttpClient _client;
    private readonly int _maxBytes;
    private readonly ResiliencePipeline _retries;

    /// <summary>Creates the downloader.</summary>
    /// <param name="options">Limits.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public HttpImages(HttpOptions? options = null)
    {
        options ??= new HttpOptions();
        OptionsValidation.Require(options);
        var handler = new SocketsHttpHandler
        {
            MaxConnectionsPerServer = options.ConnectionsPerServer, PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            MaxAutomaticRedirections = 5,
            AutomaticDecompression = DecompressionMethods.None,
        };
        _client = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        _client.DefaultRequestHeaders.UserAgent.ParseAdd("BlurDetection");
        _maxBytes = options.MaxBytes;
        _retries = Retries(options);
    }

    /// <summary>Downloads an image into memory.</summary>
    /// <param name="address">An http(s) address.</param>
    /// <param name="cancellationToken">Ends the download.</param>
    /// <exception cref="ImageTooLargeException">It has more bytes than allowed.</exception>
    /// <exception cref="HttpRequestException">The server answers with an error, or not at all, each time.</exception>
    /// <exception cref="TimeoutException">The last try took longer than allowed.</exception>
    public async ValueTask<Stream> OpenAsync(string address, CancellationToken cancellationToken = default)
    {
        try
        {
            return await _retries.ExecuteAsync(token => DownloadAsync(address, token), cancellationToken).ConfigureAwait(false);
        }
        catch (Polly.Timeout.TimeoutRejectedException e)
        {
            throw new TimeoutException($"'{address}' took longer than allowed.", e);
        }
    }

    /// <summary>Ends all connections.</summary>
    public void Dispose() => _client.Dispose();

    private static ResiliencePipeline Retries(HttpOptions options)
    {
        var builder = new ResiliencePipelineBuilder();
        // Polly has no retry of no times.
        if (options.Retries > 0)
            builder.AddRetry(new RetryStrategyOptions
            {
                MaxRetryAttempts = options.Retries, BackoffType = DelayBackoffType.Exponential, UseJitter = true,
                Delay = TimeSpan.FromMilliseconds(options.RetryDelayMs), MaxDelay = TimeSpan.FromMinutes(1),
                ShouldHandle = new PredicateBuilder().Handle<HttpRequestException>(e => MayPass(e.StatusCode))
                    .Handle<IOException>().Handle<Polly.Timeout.TimeoutRejectedException>(),
                DelayGenerator = arguments =>
                    ValueTask.FromResult(arguments.Outcome.Exception is RefusedException { After: { } after } ? after : (TimeSpan?)null),
            });
        return builder.AddTimeout(TimeSpan.FromSeconds(options.TimeoutSeconds)).Build();
    }

    private static bool MayPass(HttpStatusCode? status) =>
        status is null or HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests or >= HttpStatusCode.InternalServerError;

    private async ValueTask<Stream> DownloadAsync(string address, CancellationToken cancellationToken)
    {
        using var response = await _client.GetAsync(address, HttpCompletionOption.ResponseHeadersRead, cancellationToken)
            .ConfigureAwait(false);
        if (!response.IsSuccessStatusCode)
            throw new RefusedException($"'{address}' answers {(int)response.StatusCode} ({response.ReasonPhrase}).", response.StatusCode,
                response.Headers.RetryAfter?.Delta);
        Stream body = await response.Content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        await using var bodyDisposal = body.ConfigureAwait(false);
        var item = new ScanItem(address, _ => ValueTask.FromResult(body)) { Size = response.Content.Headers.ContentLength };
        return new MemoryStream(await FoundImage.BytesOfAsync(item, _maxBytes, cancellationToken).ConfigureAwait(false), writable: false);
    }

    private sealed class RefusedException(string message, HttpStatusCode status, TimeSpan? after)
        : HttpRequestException(message, null, status)
    {
        public TimeSpan? After => after;
    }
}
