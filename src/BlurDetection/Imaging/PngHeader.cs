using System.Buffers.Binary;

namespace BlurDetection.Imaging;

/// <summary>What the chunks before a PNG's image data say (ISO/IEC 15948).</summary>
internal readonly ref struct PngHeader
{
    public int Width { get; private init; }

    public int Height { get; private init; }

    public PngColours Colours { get; private init; }

    public int BitDepth { get; private init; }

    public bool IsInterlaced { get; private init; }

    /// <summary>Whether it is of the forms that <see cref="PngDecoder"/> decodes row by row; the others are left to Skia.</summary>
    public bool IsDecodedInRows =>
        (BitDepth == 8 || (BitDepth == 16 && Colours != PngColours.Palette)) && !IsInterlaced
        && !(Colours is PngColours.Grey or PngColours.Rgb && !Transparency.IsEmpty)
        && PngPixels.SizeOf(Colours) > 0 && !(Colours == PngColours.Palette && Palette.Length < 3);

    /// <summary>Bytes in a pixel of the file, at least 1.</summary>
    public int BytesPerPixel => Math.Max(1, PngPixels.SizeOf(Colours)) * (BitDepth == 16 ? 2 : 1);

    /// <summary>Exif orientation, 1 to 8.</summary>
    public int Orientation { get; private init; }

    /// <summary>Red, green, blue of each entry.</summary>
    public ReadOnlySpan<byte> Palette { get; private init; }

    /// <summary>Alpha of the first entries of the palette, or the one colour that is transparent.</summary>
    public ReadOnlySpan<byte> Transparency { get; private init; }

    /// <summary>Where the first chunk of image data starts.</summary>
    public int DataOffset { get; private init; }

    /// <summary>Reads up to the image data; false if the structure is broken or unknown.</summary>
    public static bool TryRead(ReadOnlySpan<byte> png, out PngHeader header)
    {
        header = default;
        if (png.Length < 33 || !png.Slice(12, 4).SequenceEqual("IHDR"u8)) return false;
        var basics = png[16..];
        ReadOnlySpan<byte> palette = default, transparency = default;
        var orientation = 1;
        for (var at = 8; at + 12 <= png.Length;)
        {
            var length = BinaryPrimitives.ReadUInt32BigEndian(png[at..]);
            var type = png.Slice(at + 4, 4);
            if (type.SequenceEqual("IDAT"u8))
            {
                header = new PngHeader
                {
                    Width = BinaryPrimitives.ReadInt32BigEndian(basics),
                    Height = BinaryPrimitives.ReadInt32BigEndian(basics[4..]),
                    BitDepth = basics[8],
                    Colours = (PngColours)basics[9],
                    IsInterlaced = basics[12] != 0,
                    Orientation = orientation,
                    Palette = palette,
                    Transparency = transparency,
                    DataOffset = at,
                };
                return header.Width > 0 && header.Height > 0;
            }
            if (length > png.Length - at - 12) return false;
            var body = png.Slice(at + 8, (int)length);
            if (type.SequenceEqual("PLTE"u8)) palette = body;
            else if (type.SequenceEqual("tRNS"u8)) transparency = body;
            else if (type.SequenceEqual("eXIf"u8)) orientation = ExifOrientation.Read(body);
            at += 12 + (int)length;
        }
        return false;
    }
}
