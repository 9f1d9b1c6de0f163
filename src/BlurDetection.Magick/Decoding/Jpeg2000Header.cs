using System.Buffers.Binary;
using BlurDetection.Imaging;

namespace BlurDetection.Magick.Decoding;

/// <summary>The size that a JPEG 2000 codestream claims (ISO/IEC 15444-1, A.5.1), read before OpenJPEG, which takes 10 KB for each tile
/// at once.</summary>
internal static class Jpeg2000Header
{
    private const int SizeLength = 42, MostBoxes = 1000, MostTiles = 16_384, MostComponents = 16;

    /// <summary>Refuses what is too large; nothing where there is no codestream, which OpenJPEG says better.</summary>
    /// <exception cref="ImageTooLargeException">There are more pixels than allowed.</exception>
    /// <exception cref="UnsupportedImageException">There are impossible sides, or too many tiles or components.</exception>
    public static void Check(ReadOnlySpan<byte> encoded, DecodingRequest request)
    {
        var codestream = Codestream(encoded);
        if (codestream.Length < SizeLength || !codestream.StartsWith([(byte)0xFF, (byte)0x4F, (byte)0xFF, (byte)0x51])) return;
        var size = codestream[8..];
        long width = Number(size, 0) - Number(size, 2), height = Number(size, 1) - Number(size, 3);
        request.RequireSize(ImageFormat.Jpeg2000, width, height);
        var (across, down) = (Tiles(size, 0), Tiles(size, 1));
        if (across > MostTiles || down > MostTiles || across * down > MostTiles)
            throw DecodingErrors.Damaged(ImageFormat.Jpeg2000, $"its header claims more than {MostTiles} tiles");
        if (BinaryPrimitives.ReadUInt16BigEndian(size[32..]) is var components and > MostComponents)
            throw DecodingErrors.Damaged(ImageFormat.Jpeg2000, $"its header claims {components} components");
    }

    /// <summary>From the image's end, the place of the first tile, and a tile's side.</summary>
    private static long Tiles(ReadOnlySpan<byte> size, int axis)
    {
        long end = Number(size, axis), tile = Number(size, 4 + axis), first = Number(size, 6 + axis);
        return tile < 1 ? long.MaxValue : (end - first + tile - 1) / tile;
    }

    private static long Number(ReadOnlySpan<byte> size, int index) => BinaryPrimitives.ReadUInt32BigEndian(size[(4 * index)..]);

    // The file itself, or what its box jp2c holds.
    private static ReadOnlySpan<byte> Codestream(ReadOnlySpan<byte> file)
    {
        if (file is [0xFF, ..]) return file;
        for (var boxes = 0; file.Length >= 16 && boxes < MostBoxes; boxes++)
        {
            long length = BinaryPrimitives.ReadUInt32BigEndian(file);
            var body = length == 1 ? 16 : 8;
            if (length == 1) length = BinaryPrimitives.ReadInt64BigEndian(file[8..]);
            if (file.Slice(4, 4).SequenceEqual("jp2c"u8)) return file[body..];
            if (length < body || length > file.Length) break;
            file = file[(int)length..];
        }
        return default;
    }
}
