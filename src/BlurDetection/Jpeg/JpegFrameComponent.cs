namespace BlurDetection.Jpeg;

/// <summary>One component of a JPEG's frame.</summary>
/// <param name="id">Its number in scans.</param>
/// <param name="horizontal">Blocks of an MCU, across.</param>
/// <param name="vertical">Blocks of an MCU, down.</param>
/// <param name="columns">Blocks across, of a scan of this component alone.</param>
/// <param name="rows">Blocks down, of a scan of this component alone.</param>
/// <param name="stride">Blocks across, those that fill up the last MCU included.</param>
/// <param name="rowsKept">Rows of blocks whose non-zero coefficients are kept; 0 for none.</param>
internal sealed class JpegFrameComponent(byte id, int horizontal, int vertical, int columns, int rows, int stride, int rowsKept)
{
    public byte Id => id;

    public int Horizontal => horizontal;

    public int Vertical => vertical;

    public int Columns => columns;

    public int Rows => rows;

    public int Stride => stride;

    /// <summary>A bit for each coefficient of each block that is not zero so far; refining scans of a progressive JPEG
    /// depend on it.</summary>
    public ulong[] NonZero { get; } = new ulong[stride * rowsKept];
}
