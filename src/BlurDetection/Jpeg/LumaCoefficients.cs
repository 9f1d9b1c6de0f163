using System.Runtime.InteropServices;

namespace BlurDetection.Jpeg;

/// <summary>The quantised coefficients of a JPEG's luma, as its scans bring them, block by block.</summary>
internal sealed unsafe class LumaCoefficients : IDisposable
{
    public const int PerBlock = 64;
    private const int First = 10;

    private readonly sbyte[] _missing = new sbyte[PerBlock];
    private short* _values;

    public LumaCoefficients(in LumaFrame frame)
    {
        var blocks = frame.Columns * frame.Rows;
        _values = (short*)NativeMemory.AllocZeroed((nuint)blocks, PerBlock * sizeof(short)); // pages without coefficients are not touched
        Dc = new int[blocks];
        NonZero = new ulong[blocks];
        _missing.AsSpan().Fill(-1);
    }

    /// <summary>The row of eight of each coefficient, from the order in which they are sent: along diagonals from low to high
    /// frequencies (ITU-T T.81, figure A.6).</summary>
    public static ReadOnlySpan<byte> Places =>
    [
        0, 1, 8, 16, 9, 2, 3, 10, 17, 24, 32, 25, 18, 11, 4, 5, 12, 19, 26, 33, 40, 48, 41, 34, 27, 20, 13, 6, 7, 14, 21, 28,
        35, 42, 49, 56, 57, 50, 43, 36, 29, 22, 15, 23, 30, 37, 44, 51, 58, 59, 52, 45, 38, 31, 39, 46, 53, 60, 61, 54, 47, 55, 62, 63,
    ];

    /// <summary>The first coefficient of each block, row by row.</summary>
    public int[] Dc { get; }

    /// <summary>A <see cref="Bit"/> for each other coefficient of each block that is not zero so far.</summary>
    public ulong[] NonZero { get; }

    /// <summary>The bit of a coefficient: the first one sent has the uppermost.</summary>
    public static ulong Bit(int k) => 1UL << 63 >> k;

    /// <summary>Whether the coefficients of the lowest frequencies were sent to their last bit: where one was not, scans are missing, and
    /// libjpeg smooths the steps between blocks.</summary>
    public bool AreSent => !_missing.AsSpan(0, First).ContainsAnyExcept((sbyte)0);

    /// <summary>The coefficients of a block but for the first, in eight rows.</summary>
    public short* Of(int block) => _values + (long)block * PerBlock;

    /// <summary>Notes that a scan has sent coefficients but for so many of their bits.</summary>
    public void NoteSent(int first, int last, int missing) => _missing.AsSpan(first..(last + 1)).Fill((sbyte)missing);

    public void Dispose()
    {
        NativeMemory.Free(_values);
        _values = null;
    }
}
