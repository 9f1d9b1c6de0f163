namespace BlurDetection.Web.Api;

/// <summary>Why an image got no verdict.</summary>
/// <param name="Status">The HTTP status that the image alone would have got: 413, 415 or 422.</param>
/// <param name="Detail">What was wrong, and what to do.</param>
internal sealed record ImageError(int Status, string Detail)
{
    public static ImageError TooManyBytes(long limit) =>
        new(StatusCodes.Status413PayloadTooLarge,
            $"The file is larger than the {limit / 1048576.0:0.#} MiB that this server takes. Send a smaller one.");

    /// <summary>Too many pixels, or a shape or form that costs too much.</summary>
    public static ImageError TooLarge(ImageTooLargeException error, long limit)
    {
        // What the library says of its own options means nothing to who sends images.
        var reason = error.Message.Split(" Raise ")[0].Split(", or raise ")[0].TrimEnd('.');
        return new(StatusCodes.Status413PayloadTooLarge,
            $"{reason}. This server takes up to {limit / 1e6:0.##} megapixels. Scale it down and send it again.");
    }

    public static ImageError Unforeseen() =>
        new(StatusCodes.Status422UnprocessableEntity,
            "The image could not be classified; the cause is in the server's log. Save it again in another format.");

    /// <summary>415 for bytes that are not an image, 422 for an image that is damaged.</summary>
    public static ImageError Undecodable(ReadOnlySpan<byte> file, string detail) =>
        new(file.IsEmpty || IsImage(file) ? StatusCodes.Status422UnprocessableEntity : StatusCodes.Status415UnsupportedMediaType, detail);

    private static bool IsImage(ReadOnlySpan<byte> file) => file is
        [0xFF, 0xD8, 0xFF, ..] or [0x89, (byte)'P', (byte)'N', (byte)'G', ..] or [(byte)'B', (byte)'M', ..]
            or [(byte)'G', (byte)'I', (byte)'F', (byte)'8', ..]
        or [(byte)'R', (byte)'I', (byte)'F', (byte)'F', _, _, _, _, (byte)'W', (byte)'E', (byte)'B', (byte)'P', ..];
}
