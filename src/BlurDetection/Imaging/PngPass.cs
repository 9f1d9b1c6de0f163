using System.Runtime.InteropServices;

namespace BlurDetection.Imaging;

/// <summary>One of the seven passes of an interlaced PNG: every so many pixels of every so many rows (Adam7; ISO/IEC 15948, 8.2).</summary>
/// <param name="Left">Column of its first pixel.</param>
/// <param name="Top">Its first row.</param>
/// <param name="Across">Columns from pixel to pixel.</param>
/// <param name="Down">Rows from row to row.</param>
internal readonly record struct PngPass(int Left, int Top, int Across, int Down)
{
    private static readonly PngPass[] First =
        [new(0, 0, 8, 8), new(4, 0, 8, 8), new(0, 4, 4, 8), new(2, 0, 4, 4), new(0, 2, 2, 4), new(1, 0, 2, 2)];

    /// <summary>The first six, in the order of the file: together every even row. The seventh is every odd row, whole.</summary>
    public static ReadOnlySpan<PngPass> OfEvenRows => First;

    /// <summary>Pixels in each of its rows, and its rows; a pass without pixels has neither in the file.</summary>
    public (int Columns, int Rows) Size(int width, int height)
    {
        var (columns, rows) = ((width - Left + Across - 1) / Across, (height - Top + Down - 1) / Down);
        return columns > 0 && rows > 0 ? (columns, rows) : (0, 0);
    }

    /// <summary>Puts a row of this pass into the whole row, with 1 or 4 bytes a pixel.</summary>
    public void Spread(ReadOnlySpan<byte> pixels, Span<byte> row, int bytesPerPixel)
    {
        if (bytesPerPixel == 1) Spread(pixels, row);
        else Spread(MemoryMarshal.Cast<byte, uint>(pixels), MemoryMarshal.Cast<byte, uint>(row));
    }

    private void Spread<T>(ReadOnlySpan<T> pixels, Span<T> row)
    {
        for (int i = 0, x = Left; i < pixels.Length; i++, x += Across) row[x] = pixels[i];
    }
}
