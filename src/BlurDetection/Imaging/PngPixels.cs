using System.Runtime.InteropServices;

namespace BlurDetection.Imaging;

/// <summary>Brings a PNG's rows of 8-bit values to grey or to four-byte pixels.</summary>
internal readonly ref struct PngPixels
{
    private readonly PngColours _colours;
    private readonly ReadOnlySpan<byte> _palette;
    private readonly ReadOnlySpan<byte> _transparency;

    public PngPixels(in PngHeader header)
    {
        _colours = header.Colours;
        _palette = header.Palette;
        _transparency = header.Transparency;
    }

    /// <summary>Bytes in a pixel of the file.</summary>
    public int Size => SizeOf(_colours);

    public RowMeaning Meaning => _colours switch
    {
        PngColours.Grey => RowMeaning.Grey,
        PngColours.Rgb => RowMeaning.Colours,
        PngColours.Palette when _transparency.IsEmpty => RowMeaning.Colours,
        _ => RowMeaning.ColoursAndAlpha,
    };

    /// <summary>Bytes in a pixel of 8-bit values; 0 for an unknown form.</summary>
    public static int SizeOf(PngColours colours) => colours switch
    {
        PngColours.Grey or PngColours.Palette => 1,
        PngColours.GreyAlpha => 2,
        PngColours.Rgb => 3,
        PngColours.Rgba => 4,
        _ => 0,
    };

    /// <summary>The row as <see cref="Meaning"/> says, in <paramref name="four"/> where it has to be made.</summary>
    public ReadOnlySpan<byte> Expand(ReadOnlySpan<byte> row, Span<byte> four)
    {
        switch (_colours)
        {
            case PngColours.Rgb:
                RawRows.From24(row, four);
                return four;
            case PngColours.Palette:
                FromPalette(row, MemoryMarshal.Cast<byte, uint>(four));
                return four;
            case PngColours.GreyAlpha:
                for (int from = 0, to = 0; from + 2 <= row.Length; from += 2, to += 4)
                    (four[to], four[to + 1], four[to + 2], four[to + 3]) = (row[from], row[from], row[from], row[from + 1]);
                return four;
            default:
                return row;
        }
    }

    private void FromPalette(ReadOnlySpan<byte> row, Span<uint> pixels)
    {
        Span<uint> colours = stackalloc uint[256]; // an index beyond the palette is opaque black, as libpng has it
        colours.Fill(0xFF000000);
        for (var i = 0; i < Math.Min(256, _palette.Length / 3); i++)
        {
            var alpha = i < _transparency.Length ? _transparency[i] : 255u;
            colours[i] = _palette[3 * i] | (uint)_palette[3 * i + 1] << 8 | (uint)_palette[3 * i + 2] << 16 | alpha << 24;
        }
        for (var i = 0; i < row.Length; i++) pixels[i] = colours[row[i]];
    }
}
