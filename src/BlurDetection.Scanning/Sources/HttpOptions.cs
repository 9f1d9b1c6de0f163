using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Scanning.Sources;

/// <summary>Limits of downloads.</summary>
public sealed class HttpOptions
{
    /// <summary>Largest image, in bytes.</summary>
    /// <value>1 to 2,147,483,591; default 256 MiB.</value>
    [Range(1, 2_147_483_591)]
    public int MaxBytes { get; set; } = 256 << 20;

    /// <summary>Connections to one server at a time.</summary>
    /// <value>1 to 1024; default 4.</value>
    [Range(1, 1024)]
    public int ConnectionsPerServer { get; set; } = 4;

    /// <summary>Seconds for one try.</summary>
    /// <value>1 to 3600; default 60.</value>
    [Range(1, 3600)]
    public int TimeoutSeconds { get; set; } = 60;

    /// <summary>Further tries after an error that may pass: no answer, a broken connection, 408, 429 and 5xx.</summary>
    /// <value>0 to 10; default 3.</value>
    [Range(0, 10)]
    public int Retries { get; set; } = 3;

    /// <summary>Milliseconds before the second try, about doubled for each further one; a server's Retry-After goes first.</summary>
    /// <value>1 to 60,000; default 500.</value>
    [Range(1, 60_000)]
    public int RetryDelayMs { get; set; } = 500;
}
