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

    /// <summary>Whether PNG has this form; what is wrong with others is left to Skia to say.</summary>
    public bool IsKnownForm => Colours switch
    {
        PngColours.Grey => BitDepth is 1 or 2 or 4 or 8 or 16,
        PngColours.Palette => BitDepth is 1 or 2 or 4 or 8 && Palette.Length >= 3,
        PngColours.Rgb or PngColours.GreyAlpha or PngColours.Rgba => BitDepth is 8 or 16,
        _ => false,
    };

    /// <summary>Whether pixels of one colour are transparent; a chunk of another length is ignored, as libpng does.</summary>
    public bool HasTransparentColour =>
        Colours is PngColours.Grey or PngColours.Rgb && Transparency.Length == 2 * PngPixels.SizeOf(Colours);

    /// <summary>Bytes in a pixel of the file, at least 1.</summary>
    public int BytesPerPixel => Math.Max(1, PngPixels.SizeOf(Colours) * BitDepth / 8);

    /// <summary>Bytes of the image that are held: every other row of an interlaced one, with 1 or 4 bytes a pixel.</summary>
    public long BytesHeld => IsInterlaced
        ? (Colours == PngColours.Grey && !HasTransparentColour ? 1L : 4) * Width * ((Height + 1) / 2)
        : 0;

    /// <summary>Exif orientation, 1 to 8.</summary>
    public int Orientation { get; private init; }

    /// <summary>Red, green, blue of each entry.</summary>
    public ReadOnlySpan<byte> Palette { get; private init; }

    /// <summary>Alpha of the first entries of the palette, or the one colour that is transparent.</summary>
    public ReadOnlySpan<byte> Transparency { get; private init; }

    /// <summary>Where the first chunk of image data starts.</summary>
    public int DataOffset { get; private init; }

    /// <summary>Bytes in so many pixels of the file that are one row.</summary>
    public int BytesOf(int pixels) => (int)(((long)pixels * PngPixels.SizeOf(Colours) * BitDepth + 7) / 8);

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
