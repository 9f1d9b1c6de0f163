namespace BlurDetection.Imaging;

/// <summary>Raw pixels in memory: a camera's frame, say. The memory is read where it lies.</summary>
public readonly struct PixelBuffer
{
    /// <summary>Describes pixels; nothing is copied.</summary>
    /// <param name="pixels">The rows from the top, for <see cref="PixelFormat.Nv12"/> those of luma and then those of chroma; padding
    /// behind the last row may be missing.</param>
    /// <param name="format">How a pixel lies in memory.</param>
    /// <param name="width">Pixels in a row, at least 1.</param>
    /// <param name="height">Rows, at least 1.</param>
    /// <param name="stride">Bytes from one row's start to the next; 0 (default) for rows without padding.</param>
    /// <param name="black">The value of black for <see cref="PixelFormat.Gray8"/>, <see cref="PixelFormat.Gray16"/> and
    /// <see cref="PixelFormat.GrayFloat"/> (default 0) and <see cref="PixelFormat.Nv12"/> (default 16, video range).</param>
    /// <param name="white">The value of white for <see cref="PixelFormat.Gray8"/> (default 255; 235 for luma in video range),
    /// <see cref="PixelFormat.Gray16"/> (default 65535), <see cref="PixelFormat.GrayFloat"/> (default 1) and <see cref="PixelFormat.Nv12"/>
    /// (default 235, video range; 255 for full range). Values outside black to white are clipped.</param>
    /// <param name="chromaStride">Bytes from one chroma row's start to the next, for <see cref="PixelFormat.Nv12"/> only; 0 (default) for
    /// <paramref name="stride"/>, or for rows without padding where that is 0 or too short for an odd width.</param>
    /// <exception cref="ArgumentOutOfRangeException">A size or a stride is impossible.</exception>
    /// <exception cref="ArgumentException">The memory is too short for the size, or a range or a chroma stride is empty or given for a
    /// format that has none.</exception>
    public PixelBuffer(
        ReadOnlyMemory<byte> pixels, PixelFormat format, int width, int height, int stride = 0, double? black = null, double? white = null,
        int chromaStride = 0)
    {
        if (!Enum.IsDefined(format)) throw new ArgumentOutOfRangeException(nameof(format), format, "No such pixel format.");
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(height, 1);
        var row = RowLength(format, width);
        if (stride == 0) stride = (int)Math.Min(row, int.MaxValue);
        if (stride < row)
            throw new ArgumentOutOfRangeException(nameof(stride), stride,
                $"A row of {width} {format} pixels takes {row} bytes; the stride cannot be less.");
        var needed = (height - 1L) * stride + row;
        if (format == PixelFormat.Nv12)
        {
            var chromaRow = ChromaRowLength(width);
            if (chromaStride == 0) chromaStride = (int)Math.Max(stride, chromaRow);
            if (chromaStride < chromaRow)
                throw new ArgumentOutOfRangeException(nameof(chromaStride), chromaStride,
                    $"A chroma row of {width} {format} pixels takes {chromaRow} bytes; the stride cannot be less.");
            needed = (long)height * stride + ((height + 1L) / 2 - 1) * chromaStride + chromaRow;
        }
        else if (chromaStride != 0)
        {
            throw new ArgumentException($"{format} has no chroma plane; leave {nameof(chromaStride)} out.", nameof(chromaStride));
        }
        if (pixels.Length < needed)
            throw new ArgumentException(
                $"{width}x{height} {format} pixels with a stride of {stride} take {needed} bytes, not {pixels.Length}.", nameof(pixels));
        var (lowest, highest) = DefaultRange(format);
        if (highest == 0 && (black ?? white) is not null)
            throw new ArgumentException($"{format} has no range to declare; leave black and white out.", nameof(black));
        (Pixels, Format, Width, Height, Stride, ChromaStride) = (pixels, format, width, height, stride, chromaStride);
        (Black, White) = (black ?? lowest, white ?? highest);
        if (highest != 0 && !(double.IsFinite(White - Black) && White > Black))
            throw new ArgumentException($"White ({White}) must be greater than black ({Black}).", nameof(white));
    }

    /// <summary>The rows from the top.</summary>
    public ReadOnlyMemory<byte> Pixels { get; }

    /// <summary>How a pixel lies in memory.</summary>
    public PixelFormat Format { get; }

    /// <summary>Pixels in a row.</summary>
    public int Width { get; }

    /// <summary>Rows.</summary>
    public int Height { get; }

    /// <summary>Bytes from one row's start to the next.</summary>
    public int Stride { get; }

    /// <summary>Bytes from one chroma row's start to the next; 0 for formats without a chroma plane.</summary>
    public int ChromaStride { get; }

    /// <summary>The stored value of black; 0 for formats without a declared range.</summary>
    public double Black { get; }

    /// <summary>The stored value of white; 0 for formats without a declared range.</summary>
    public double White { get; }

    internal ReadOnlySpan<byte> Row(int y) => Pixels.Span.Slice((int)((long)y * Stride), (int)RowLength(Format, Width));

    /// <summary>The row of interleaved U and V that belongs to a row of luma.</summary>
    internal ReadOnlySpan<byte> ChromaRow(int y) =>
        Pixels.Span.Slice((int)((long)Height * Stride + (long)(y / 2) * ChromaStride), (int)ChromaRowLength(Width));

    // the chroma row of an odd width ends with a whole pair
    private static long ChromaRowLength(int width) => width + (width & 1L);

    private static long RowLength(PixelFormat format, int width) => format switch
    {
        PixelFormat.Gray8 or PixelFormat.Nv12 => width,
        PixelFormat.Gray16 => 2L * width,
        PixelFormat.Bgr24 or PixelFormat.Rgb24 => 3L * width,
        _ => 4L * width,
    };

    private static (double Black, double White) DefaultRange(PixelFormat format) => format switch
    {
        PixelFormat.Gray8 => (0, 255),
        PixelFormat.Gray16 => (0, 65535),
        PixelFormat.GrayFloat => (0, 1),
        PixelFormat.Nv12 => (16, 235),
        _ => (0, 0),
    };
}
