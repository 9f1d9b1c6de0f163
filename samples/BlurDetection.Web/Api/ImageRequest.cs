using System.Runtime.CompilerServices;
using BlurDetection.Web.Limits;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace BlurDetection.Web.Api;

/// <summary>Reads the images of a request one after the other, straight from the connection: nothing is put on disk.</summary>
internal static class ImageRequest
{
    private const int LongestBoundary = 100;

    /// <summary>The boundary of a multipart request; <see langword="null"/> for any other request.</summary>
    public static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
            && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 and <= LongestBoundary } boundary ? boundary.Value : null;

    /// <summary>True for a body that is one image.</summary>
    public static bool IsRaw(HttpRequest request) => MediaTypeHeaderValue.TryParse(request.ContentType, out var type)
        && (type.Type.Equals("image", StringComparison.OrdinalIgnoreCase)
            || type.MediaType.Equals("application/octet-stream", StringComparison.OrdinalIgnoreCase));

    public static async Task<UploadedImage> ReadRawAsync(
        HttpRequest request, int limit, BodyMemory memory, CancellationToken cancellationToken) =>
        new(UploadedImage.CleanName(request.Query["name"]),
            await PooledBody.ReadAsync(request.Body, request.ContentLength, limit, memory, cancellationToken));

    /// <exception cref="InvalidDataException">The body is not multipart as it says.</exception>
    public static async IAsyncEnumerable<UploadedImage> ReadMultipartAsync(
        HttpRequest request, string boundary, int limit, BodyMemory memory, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var reader = new MultipartReader(boundary, request.Body);
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            if (FileName(section) is not { } name) continue;
            yield return new UploadedImage(UploadedImage.CleanName(name),
                await PooledBody.ReadAsync(section.Body, null, limit, memory, cancellationToken));
        }
    }

    // A parameter without a value makes the header's own properties throw.
    private static string? FileName(MultipartSection section)
    {
        try
        {
            if (!ContentDispositionHeaderValue.TryParse(section.ContentDisposition, out var disposition)
                || !disposition.IsFileDisposition())
                return null;
            return (disposition.FileNameStar.HasValue ? disposition.FileNameStar : HeaderUtilities.RemoveQuotes(disposition.FileName)).Value
                ?? "";
        }
        catch (ArgumentException e)
        {
            throw new InvalidDataException("The content disposition of a part cannot be read.", e);
        }
    }
}
