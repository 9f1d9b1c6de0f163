namespace BlurDetection.Imaging;

/// <summary>What a file holds, and what was done to its samples.</summary>
public sealed record ImageInfo
{
    /// <summary>The file's format; <see cref="ImageFormat.Unknown"/> for raw pixels.</summary>
    public ImageFormat Format { get; init; }

    /// <summary>The decoder that read it, such as <c>libvips</c>; <see langword="null"/> for the built-in ones.</summary>
    public string? Decoder { get; init; }

    /// <summary>Which image of the file this is, counted from 0.</summary>
    public int Page { get; init; }

    /// <summary>Images in the file: pages, frames, or 1.</summary>
    public int PageCount { get; init; } = 1;

    /// <summary>The samples that became black and white, and how they were chosen; <see langword="null"/> where 8-bit
    /// samples were taken as they are.</summary>
    public SampleRange? Range { get; init; }

    /// <summary>Share of the pixels that hold data, 0 to 1; the rest (nodata, transparent, padding) is left out of the evidence.</summary>
    public double DataShare { get; init; } = 1;
}
