using System.ComponentModel.DataAnnotations;

namespace BlurDetection.Scanning.Sources;

/// <summary>Where S3-compatible buckets are, and who asks.</summary>
public sealed class S3Options
{
    /// <summary>The server's address, such as https://s3.eu-central-1.amazonaws.com.</summary>
    /// <value>http or https; no default.</value>
    [Required]
    public Uri? Endpoint { get; set; }

    /// <summary>Access key; <see langword="null"/> for public buckets.</summary>
    public string? AccessKey { get; set; }

    /// <summary>Secret key; <see langword="null"/> for public buckets.</summary>
    public string? SecretKey { get; set; }

    /// <summary>Token of temporary keys.</summary>
    public string? SessionToken { get; set; }

    /// <summary>Region for signatures.</summary>
    /// <value>Default us-east-1.</value>
    [Required]
    public string Region { get; set; } = "us-east-1";

    /// <summary>Largest image, in bytes.</summary>
    /// <value>1 to 2,147,483,591; default 256 MiB.</value>
    [Range(1, 2_147_483_591)]
    public int MaxBytes { get; set; } = 256 << 20;

    /// <summary>Reads AWS_ENDPOINT_URL, AWS_ACCESS_KEY_ID, AWS_SECRET_ACCESS_KEY, AWS_SESSION_TOKEN and AWS_REGION.</summary>
    public static S3Options FromEnvironment() => new()
    {
        Endpoint = Uri.TryCreate(Environment.GetEnvironmentVariable("AWS_ENDPOINT_URL"), UriKind.Absolute, out Uri? endpoint)
            ? endpoint : null,
        AccessKey = Environment.GetEnvironmentVariable("AWS_ACCESS_KEY_ID"),
        SecretKey = Environment.GetEnvironmentVariable("AWS_SECRET_ACCESS_KEY"),
        SessionToken = Environment.GetEnvironmentVariable("AWS_SESSION_TOKEN"),
        Region = Environment.GetEnvironmentVariable("AWS_REGION") ?? "us-east-1",
    };
}
