namespace BlurDetection.Imaging;

/// <summary>What a caller wants of one file, and the limits that hold.</summary>
public sealed record DecodingRequest
{
    /// <summary>Channels and size wanted.</summary>
    public required Preprocessing Preprocessing { get; init; }

    /// <summary>The most pixels that one image may have. Default 100,000,000.</summary>
    public long MaxPixels { get; init; } = 100_000_000;

    /// <summary>The longest side that one image may have, in pixels. Default 65,535.</summary>
    public int MaxSide { get; init; } = 65_535;

    /// <summary>Which image of the file is wanted, counted from 0. Default 0.</summary>
    public int Page { get; init; }

    /// <summary>How samples of more than 8 bits become 0..255.</summary>
    public SampleRangeOptions Range { get; init; } = new();

    /// <summary>Stops decoding; fires also when the time limit is reached.</summary>
    public CancellationToken CancellationToken { get; init; }

    /// <summary>Refuses an image that is larger than allowed; to be called before its pixels are allocated.</summary>
    /// <param name="format">The file's format.</param>
    /// <param name="width">Width that the header claims.</param>
    /// <param name="height">Height that the header claims.</param>
    /// <exception cref="ImageTooLargeException">There are more than <see cref="MaxPixels"/>, or a side is longer than
    /// <see cref="MaxSide"/>.</exception>
    /// <exception cref="UnsupportedImageException">A side is less than 1.</exception>
    public void RequireSize(ImageFormat format, long width, long height)
    {
        if (width < 1 || height < 1) throw DecodingErrors.Damaged(format, $"its header claims {width}x{height} pixels");
        if (width > MaxPixels || height > MaxPixels || width * height > MaxPixels)
            throw DecodingErrors.TooManyPixels(format, width, height, MaxPixels);
        if (Math.Max(width, height) > MaxSide) throw DecodingErrors.SideTooLong(format, width, height, MaxSide);
    }

    /// <summary>Refuses a page that the file does not have.</summary>
    /// <param name="format">The file's format.</param>
    /// <param name="pageCount">Images in the file.</param>
    /// <exception cref="UnsupportedImageException"><see cref="Page"/> is not below <paramref name="pageCount"/>.</exception>
    public void RequirePage(ImageFormat format, int pageCount)
    {
        if (Page >= pageCount) throw DecodingErrors.NoSuchPage(format, Page, pageCount);
    }
}
