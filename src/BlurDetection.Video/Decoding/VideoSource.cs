namespace BlurDetection.Video;

/// <summary>What a path or address names.</summary>
internal sealed record VideoSource(string Name, string FfmpegInput, VideoSourceKind Kind)
{
    public bool IsLive => Kind is VideoSourceKind.Address or VideoSourceKind.Device;

    public bool IsRtsp => Kind == VideoSourceKind.Address && Name.StartsWith("rtsp", StringComparison.OrdinalIgnoreCase);

    public bool IsHttp => Kind == VideoSourceKind.Address && Name.StartsWith("http", StringComparison.OrdinalIgnoreCase);

    /// <summary>How long it may give nothing where the options do not say; <see langword="null"/> for ever.</summary>
    public TimeSpan? StallTimeout => Kind == VideoSourceKind.Address ? TimeSpan.FromSeconds(30) : null;

    /// <summary>Reads a path, a pattern of an image sequence, an address or a device.</summary>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static VideoSource Parse(string source, string? inputFormat)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(source);
        if (inputFormat is not null) return new VideoSource(source, source, VideoSourceKind.Device);
        if (source.Contains("://", StringComparison.Ordinal)) return new VideoSource(source, source, VideoSourceKind.Address);
        var path = Path.GetFullPath(source); // begins with a slash, so that a colon in a name cannot be taken for a protocol
        if (File.Exists(path)) return new VideoSource(source, path, VideoSourceKind.File);
        if (source.Contains('*') || source.Contains('?')) return new VideoSource(source, path, VideoSourceKind.Glob);
        if (source.Contains('%')) return new VideoSource(source, path, VideoSourceKind.Sequence);
        throw new FileNotFoundException($"There is no video at {source}.", source);
    }
}
