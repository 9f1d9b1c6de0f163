namespace BlurDetection.Scanning.Sources;

/// <summary>An image on its way to the classifier.</summary>
/// <param name="Item">What the source gave.</param>
/// <param name="PathHash">See <see cref="Scanning.PathHash"/>.</param>
internal sealed record FoundImage(ScanItem Item, UInt128 PathHash)
{
    private const int MostAhead = 16 << 20;

    /// <summary>Its bytes, where they are read already.</summary>
    public byte[]? Bytes { get; private init; }

    /// <summary>Why it could not be read; otherwise <see langword="null"/>.</summary>
    public Exception? Error { get; private init; }

    public static async Task<FoundImage> ReadAsync(ScanItem item, UInt128 pathHash, int maxBytes, CancellationToken cancellationToken)
    {
        try
        {
            return new FoundImage(item, pathHash) { Bytes = await BytesOfAsync(item, maxBytes, cancellationToken).ConfigureAwait(false) };
        }
        catch (Exception e) when (Results.ScanErrors.IsOfOneImage(e, cancellationToken))
        {
            return new FoundImage(item, pathHash) { Error = e };
        }
    }

    /// <exception cref="ImageTooLargeException">It has more bytes than allowed.</exception>
    public static async Task<byte[]> BytesOfAsync(ScanItem item, int maxBytes, CancellationToken cancellationToken)
    {
        if (item.Size > maxBytes) throw TooLarge(item, maxBytes);
        Stream stream = await item.Open(cancellationToken).ConfigureAwait(false);
        await using var streamDisposal = stream.ConfigureAwait(false);
        // A size that was announced may be wrong, so what comes is counted, and no more is allocated ahead than most images have.
        var bytes = new MemoryStream((int)Math.Clamp(item.Size ?? 0, 0, MostAhead));
        byte[] buffer = new byte[1 << 16];
        while (await stream.ReadAsync(buffer, cancellationToken).ConfigureAwait(false) is > 0 and var read)
        {
            if (bytes.Length + read > maxBytes) throw TooLarge(item, maxBytes);
            bytes.Write(buffer, 0, read);
        }
        return bytes.GetBuffer().Length == bytes.Length ? bytes.GetBuffer() : bytes.ToArray();
    }

    private static ImageTooLargeException TooLarge(ScanItem item, int maxBytes) =>
        new($"'{item.Path}' has more than {maxBytes >> 20} MiB, the most that is read into memory.");
}
