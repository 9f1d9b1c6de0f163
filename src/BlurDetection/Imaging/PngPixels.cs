using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using BlurDetection.Buffers;

namespace BlurDetection.Imaging;

/// <summary>Brings a PNG's rows to grey of 8 bits or to four-byte pixels, as libpng does: of 16 bits the high byte, of fewer than 8 the
/// same share of the range.</summary>
internal readonly ref struct PngPixels : IDisposable
{
    private readonly PngColours _colours;
    private readonly int _depth;
    private readonly int _stored; // bytes in a pixel of the file
    private readonly byte _factor; // of grey below 8 bits
    private readonly ReadOnlySpan<byte> _palette;
    private readonly ReadOnlySpan<byte> _transparency;
    private readonly ulong? _key; // the pixel that is transparent, as it is stored
    private readonly byte[] _samples;
    private readonly byte[] _four;

    /// <summary>Prepares for an image.</summary>
    public PngPixels(in PngHeader header)
    {
        (_colours, _depth, _stored) = (header.Colours, header.BitDepth, header.BytesPerPixel);
        _factor = (byte)(_depth < 8 && _colours == PngColours.Grey ? 255 / ((1 << _depth) - 1) : 1);
        _palette = header.Palette;
        _transparency = header.Transparency;
        if (header.HasTransparentColour) _key = Key(header.Transparency);
        _samples = BoundedPool<byte>.Rent(header.Width * SizeOf(_colours) + PngFilter.Margin);
        _four = BoundedPool<byte>.Rent(4 * header.Width);
    }

    /// <summary>Bytes in a pixel that a row is brought to, 1 or 4.</summary>
    public int BytesPerPixel => _colours == PngColours.Grey && _key is null ? 1 : 4;

    /// <summary>What the rows are brought to.</summary>
    public static RowMeaning MeaningOf(in PngHeader header) => header.Colours switch
    {
        PngColours.Grey when !header.HasTransparentColour => RowMeaning.Grey,
        PngColours.Rgb when !header.HasTransparentColour => RowMeaning.Colours,
        PngColours.Palette when header.Transparency.IsEmpty => RowMeaning.Colours,
        _ => RowMeaning.ColoursAndAlpha,
    };

    /// <summary>Values in a pixel of the file; 0 for an unknown form.</summary>
    public static int SizeOf(PngColours colours) => colours switch
    {
        PngColours.Grey or PngColours.Palette => 1,
        PngColours.GreyAlpha => 2,
        PngColours.Rgb => 3,
        PngColours.Rgba => 4,
        _ => 0,
    };

    /// <summary>The row as <see cref="MeaningOf"/> says; it holds until the next call.</summary>
    /// <param name="row">The restored row, with <see cref="PngFilter.Margin"/> bytes of room behind it.</param>
    /// <param name="width">Pixels in it.</param>
    public ReadOnlySpan<byte> Expand(ReadOnlySpan<byte> row, int width)
    {
        var count = width * SizeOf(_colours);
        var samples = _depth == 8 ? row[..count] : _samples.AsSpan(0, count);
        if (_depth == 16) HighBytes(row, _samples.AsSpan(0, count));
        else if (_depth < 8) Unpack(row, _samples.AsSpan(0, count));
        if (BytesPerPixel == 1) return samples;
        var four = _four.AsSpan(0, 4 * width);
        switch (_colours)
        {
            case PngColours.Rgba:
                return samples;
            case PngColours.Rgb:
                RawRows.From24(samples, four);
                break;
            case PngColours.Palette:
                FromPalette(samples, MemoryMarshal.Cast<byte, uint>(four));
                break;
            case PngColours.GreyAlpha:
                for (int from = 0, to = 0; from + 2 <= samples.Length; from += 2, to += 4)
                    (four[to], four[to + 1], four[to + 2], four[to + 3]) =
                        (samples[from], samples[from], samples[from], samples[from + 1]);
                break;
            case PngColours.Grey:
                var pixels = MemoryMarshal.Cast<byte, uint>(four);
                for (var i = 0; i < samples.Length; i++) pixels[i] = 0xFF000000 | samples[i] * 0x010101u;
                break;
        }
        if (_key is { } key) ApplyKey(key, _depth < 8 ? _samples : row, MemoryMarshal.Cast<byte, uint>(four));
        return four;
    }

    /// <summary>Gives the buffers back.</summary>
    public void Dispose()
    {
        BoundedPool<byte>.Return(_samples);
        BoundedPool<byte>.Return(_four);
    }

    private static void HighBytes(ReadOnlySpan<byte> row, Span<byte> samples)
    {
        var i = 0;
        var low = Vector128.Create((ushort)255); // of two bytes read as a little-endian number: the file has the high one first
        for (; i + Vector128<byte>.Count <= samples.Length; i += Vector128<byte>.Count)
        {
            var first = Vector128.Create(row[(2 * i)..]).AsUInt16();
            var second = Vector128.Create(row[(2 * i + Vector128<byte>.Count)..]).AsUInt16();
            Vector128.Narrow(first & low, second & low).CopyTo(samples[i..]);
        }
        for (; i < samples.Length; i++) samples[i] = row[2 * i];
    }

    private void Unpack(ReadOnlySpan<byte> row, Span<byte> samples)
    {
        var (depth, mask, perByte) = (_depth, (1 << _depth) - 1, 8 / _depth);
        for (int i = 0, at = 0; i < samples.Length; at++)
        {
            for (int part = 1; part <= perByte && i < samples.Length; part++, i++)
                samples[i] = (byte)((row[at] >> (8 - part * depth) & mask) * _factor);
        }
    }

    private ulong Key(ReadOnlySpan<byte> values)
    {
        ulong key = 0;
        for (var i = 0; i < _stored; i++)
        {
            var value = _depth == 16 ? values[i] : (values[2 * i + 1] & ((1 << _depth) - 1)) * _factor;
            key |= (ulong)value << (8 * i);
        }
        return key;
    }

    private void ApplyKey(ulong key, ReadOnlySpan<byte> stored, Span<uint> pixels)
    {
        var mask = ulong.MaxValue >> (64 - 8 * _stored);
        for (int i = 0, at = 0; i < pixels.Length; i++, at += _stored)
            if ((BinaryPrimitives.ReadUInt64LittleEndian(stored[at..]) & mask) == key) pixels[i] &= 0x00FFFFFF;
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
