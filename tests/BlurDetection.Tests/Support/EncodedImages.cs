using System.Buffers.Binary;
using SkiaSharp;

namespace BlurDetection.Tests.Support;

/// <summary>Files that Skia does not write: BMP, GIF, and JPEG with an Exif orientation.</summary>
internal static class EncodedImages
{
    /// <summary>Inserts an Exif segment with the orientation tag behind the start of a JPEG.</summary>
    public static byte[] WithOrientation(byte[] jpeg, int orientation, bool littleEndian = true)
    {
        byte[] tiff = littleEndian
            ? [(byte)'I', (byte)'I', 0x2A, 0, 8, 0, 0, 0, 1, 0, 0x12, 0x01, 3, 0, 1, 0, 0, 0, (byte)orientation, 0, 0, 0, 0, 0, 0, 0]
            : [(byte)'M', (byte)'M', 0, 0x2A, 0, 0, 0, 8, 0, 1, 0x01, 0x12, 0, 3, 0, 0, 0, 1, 0, (byte)orientation, 0, 0, 0, 0, 0, 0];
        byte[] segment = [0xFF, 0xE1, 0, (byte)(8 + tiff.Length), .. "Exif\0\0"u8, .. tiff];
        return [.. jpeg[..2], .. segment, .. jpeg[2..]];
    }

    /// <summary>A 24-bit BMP file, bottom row first.</summary>
    public static byte[] Bmp(SKBitmap bitmap)
    {
        var stride = (3 * bitmap.Width + 3) / 4 * 4;
        var file = new byte[54 + stride * bitmap.Height];
        "BM"u8.CopyTo(file);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(2), file.Length);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(10), 54);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(14), 40);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(18), bitmap.Width);
        BinaryPrimitives.WriteInt32LittleEndian(file.AsSpan(22), bitmap.Height);
        file[26] = 1;
        file[28] = 24;
        for (var y = 0; y < bitmap.Height; y++)
        for (var x = 0; x < bitmap.Width; x++)
        {
            var colour = bitmap.GetPixel(x, y);
            var at = 54 + (bitmap.Height - 1 - y) * stride + 3 * x;
            (file[at], file[at + 1], file[at + 2]) = (colour.Blue, colour.Green, colour.Red);
        }
        return file;
    }

    /// <summary>A GIF file of 128 greys; the codes are never shortened (a clear code comes before the table grows).</summary>
    public static byte[] Gif(SKBitmap bitmap)
    {
        var file = new List<byte>();
        file.AddRange("GIF89a"u8);
        file.AddRange([(byte)bitmap.Width, (byte)(bitmap.Width >> 8), (byte)bitmap.Height, (byte)(bitmap.Height >> 8), 0xF6, 0, 0]);
        for (var i = 0; i < 128; i++) file.AddRange([(byte)(2 * i), (byte)(2 * i), (byte)(2 * i)]);
        file.AddRange(
            [0x2C, 0, 0, 0, 0, (byte)bitmap.Width, (byte)(bitmap.Width >> 8), (byte)bitmap.Height, (byte)(bitmap.Height >> 8), 0, 7]);
        var codes = new List<byte>();
        var sinceClear = 0;
        for (var y = 0; y < bitmap.Height; y++)
        for (var x = 0; x < bitmap.Width; x++)
        {
            if (sinceClear++ % 120 == 0) codes.Add(128); // with 8-bit codes the table may grow to 256 entries
            codes.Add((byte)(bitmap.GetPixel(x, y).Green / 2));
        }
        codes.Add(129);
        foreach (var block in codes.Chunk(255))
        {
            file.Add((byte)block.Length);
            file.AddRange(block);
        }
        file.AddRange([0, 0x3B]);
        return [.. file];
    }
}
