using System.Globalization;
using System.Text.Json;

namespace BlurDetection.Queue;

/// <summary>Asks for one image to be classified: where it is, never the image itself.</summary>
/// <param name="Address">A path that workers can open, http(s)://... or s3://bucket/key.</param>
/// <param name="Threshold">The least probability at which it counts as blurred, 0 to 1; <see langword="null"/> for the
/// worker's own.</param>
public sealed record ClassificationRequest(string Address, double? Threshold = null)
{
    private static readonly JsonSerializerOptions Format = new(JsonSerializerDefaults.Web);

    /// <summary>The options as a part of the result's key.</summary>
    internal string Options => Threshold is { } t ? string.Create(CultureInfo.InvariantCulture, $"threshold {t:R}") : "";

    internal byte[] ToBytes() => JsonSerializer.SerializeToUtf8Bytes(this, Format);

    /// <exception cref="FormatException">It is not a request.</exception>
    internal static ClassificationRequest Read(ReadOnlySpan<byte> message)
    {
        try
        {
            var request = JsonSerializer.Deserialize<ClassificationRequest>(message, Format);
            if (request is { Address.Length: > 0, Threshold: null or (>= 0 and <= 1) }) return request;
        }
        catch (JsonException e)
        {
            throw new FormatException($"The message is not a request: {e.Message}", e);
        }
        throw new FormatException("The message is not a request: it needs an address, and a threshold of 0 to 1 or none.");
    }
}
