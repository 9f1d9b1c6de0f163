using System.Buffers.Binary;
using System.Globalization;

namespace BlurDetection.Magick.Fits;

/// <summary>One two-dimensional image of a FITS file (FITS Standard 4.0, sections 4.4 and 5).</summary>
internal sealed record FitsPlane
{
    private const int MostPlanes = 4096;

    public required long Offset { get; init; }

    public required int Width { get; init; }

    public required int Height { get; init; }

    /// <summary>BITPIX: 8, 16, 32, 64 for integers, -32, -64 for floats.</summary>
    public required int BitsPerPixel { get; init; }

    public double Scale { get; init; } = 1;

    public double Zero { get; init; }

    public long? Blank { get; init; }

    public long RowLength => (long)Width * Math.Abs(BitsPerPixel) / 8;

    public bool IsBytes => BitsPerPixel == 8 && Scale == 1 && Zero == 0;

    public double Smallest => BitsPerPixel switch { 16 => short.MinValue * Scale + Zero, 32 => int.MinValue * Scale + Zero,
        64 => long.MinValue * Scale + Zero, 8 => Zero, _ => 0 };

    /// <summary>Null for floats.</summary>
    public double? Largest => BitsPerPixel switch { 16 => short.MaxValue * Scale + Zero, 32 => int.MaxValue * Scale + Zero,
        64 => long.MaxValue * Scale + Zero, 8 => 255 * Scale + Zero, _ => null };

    /// <summary>The planes of all image extensions, in the file's order; the planes of a cube follow each other.</summary>
    public static IReadOnlyList<FitsPlane> All(ReadOnlySpan<byte> file)
    {
        var planes = new List<FitsPlane>();
        for (long at = 0; at < file.Length && planes.Count < MostPlanes;)
        {
            if (FitsHeader.TryRead(file, at) is not { } header) break;
            var (width, height) = (header.Axis(1), header.Axis(2));
            var bits = (int)(header.Number("BITPIX") ?? 0);
            var known = bits is 8 or 16 or 32 or 64 or -32 or -64;
            if (known && header.IsImage && width is > 0 and <= int.MaxValue && height is > 0 and <= int.MaxValue && !header.IsCompressed)
            {
                for (long plane = 0; plane < header.Planes && planes.Count < MostPlanes; plane++)
                    planes.Add(new FitsPlane
                    {
                        Offset = header.DataOffset + plane * width * height * Math.Abs(bits) / 8,
                        Width = (int)width,
                        Height = (int)height,
                        BitsPerPixel = bits,
                        Scale = header.Number("BSCALE") is { } scale && scale != 0 ? scale : 1,
                        Zero = header.Number("BZERO") ?? 0,
                        Blank = (long?)header.Number("BLANK"),
                    });
            }
            at = header.NextOffset;
        }
        return planes;
    }

    /// <summary>Reads a row; false if some pixels hold no data, which are 0 then.</summary>
    public bool Read(ReadOnlySpan<byte> file, int y, Span<float> row, Span<byte> hasData)
    {
        var bytes = file.Slice((int)(Offset + y * RowLength), (int)RowLength);
        var complete = true;
        for (var x = 0; x < row.Length; x++)
        {
            double value = BitsPerPixel switch
            {
                8 => bytes[x],
                16 => BinaryPrimitives.ReadInt16BigEndian(bytes[(2 * x)..]),
                32 => BinaryPrimitives.ReadInt32BigEndian(bytes[(4 * x)..]),
                64 => BinaryPrimitives.ReadInt64BigEndian(bytes[(8 * x)..]),
                -32 => BinaryPrimitives.ReadSingleBigEndian(bytes[(4 * x)..]),
                _ => BinaryPrimitives.ReadDoubleBigEndian(bytes[(8 * x)..]),
            };
            var missing = BitsPerPixel > 0 ? value == Blank : !double.IsFinite(value);
            var sample = missing ? 0 : (float)(value * Scale + Zero);
            if (!float.IsFinite(sample)) (missing, sample) = (true, 0);
            (row[x], hasData[x]) = (sample, missing ? (byte)0 : (byte)1);
            complete &= !missing;
        }
        return complete;
    }
}
