using System.Buffers.Binary;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;

namespace BlurDetection.Magick.Tests;

/// <summary>No real raw file is in reach: the containers are built here after their formats.</summary>
public sealed class CameraRawTests
{
    private static readonly byte[] Jpeg = File.ReadAllBytes(Path.Combine(Repository.Root, "samples", "images", "street-sharp.jpg"));

    public static TheoryData<string> Containers => new() { "CR2", "NEF", "ARW", "DNG", "ORF", "RW2", "RAF", "CR3", "PRVW" };

    [Theory]
    [MemberData(nameof(Containers))]
    public void TheJpegInsideARawFileIsDecoded(string kind)
    {
        using var expected = ImageDecoder.Decode(Jpeg, Preprocessing.Default);
        using var image = Decode(Container(kind, Jpeg));
        Assert.Equal((ImageFormat.CameraRaw, "embedded JPEG"), (image.Info.Format, image.Info.Decoder));
        Assert.True(image.Pixels.Pixels.SequenceEqual(expected.Pixels.Pixels));
    }

    [Fact]
    public void TheOrientationOfTheRawFileTurnsItsJpeg()
    {
        using var image = Decode(Tiff("NEF", Jpeg, orientation: 6));
        Assert.Equal((720, 960), (image.Pixels.Width, image.Pixels.Height));
    }

    [Fact]
    public void SensorDataWithoutAJpegAreDeveloped()
    {
        using var image = Decode(Dng(96, 64));
        Assert.Equal("ImageMagick", image.Info.Decoder);
        Assert.InRange(image.OriginalWidth, 80, 96);
    }

    private static DecodedImage Decode(byte[] file) =>
        ImageDecoder.Decode(file, Preprocessing.Default, new ImageDecoderOptions().AddMagick());

    internal static byte[] Container(string kind, byte[] jpeg) => kind switch
    {
        "RAF" => Raf(jpeg),
        "CR3" => Cr3(jpeg, preview: false),
        "PRVW" => Cr3(jpeg, preview: true),
        _ => Tiff(kind, jpeg),
    };

    /// <summary>A TIFF structure whose JPEG lies where the makers put it.</summary>
    private static byte[] Tiff(string kind, byte[] jpeg, int orientation = 1)
    {
        byte[] head = kind switch
        {
            "ORF" => [.. "IIRO"u8, 8, 0, 0, 0],
            "RW2" => [.. "IIU\0"u8, 8, 0, 0, 0],
            "CR2" => [.. "II*\0"u8, 16, 0, 0, 0, .. "CR"u8, 2, 0, 0, 0, 0, 0],
            _ => [.. "II*\0"u8, 8, 0, 0, 0],
        };
        const int Entries = 4;
        var data = head.Length + 2 + 12 * Entries + 4;
        (int Tag, int Type, int Count, int Value)[] entries = kind switch
        {
            "RW2" => [(46, 7, jpeg.Length, data), (256, 3, 1, 8), (257, 3, 1, 8), (274, 3, 1, orientation)],
            "CR2" => [(259, 3, 1, 6), (273, 4, 1, data), (274, 3, 1, orientation), (279, 4, 1, jpeg.Length)],
            "ARW" => [(259, 3, 1, 32767), (274, 3, 1, orientation), (513, 4, 1, data), (514, 4, 1, jpeg.Length)],
            "DNG" => [(259, 3, 1, 7), (273, 4, 1, data), (279, 4, 1, jpeg.Length), (50706, 1, 4, 1 | 4 << 8)],
            "ORF" => [(256, 3, 1, 8), (257, 3, 1, 8), (259, 3, 1, 1), (274, 3, 1, orientation)], // only a scan finds it
            _ => [(259, 3, 1, 34713), (274, 3, 1, orientation), (513, 4, 1, data), (514, 4, 1, jpeg.Length)],
        };
        return [.. head, .. Directory(entries), .. jpeg];
    }

    private static byte[] Directory((int Tag, int Type, int Count, int Value)[] entries)
    {
        var bytes = new byte[2 + 12 * entries.Length + 4];
        BinaryPrimitives.WriteUInt16LittleEndian(bytes, (ushort)entries.Length);
        for (var i = 0; i < entries.Length; i++)
        {
            var at = bytes.AsSpan(2 + 12 * i);
            BinaryPrimitives.WriteUInt16LittleEndian(at, (ushort)entries[i].Tag);
            BinaryPrimitives.WriteUInt16LittleEndian(at[2..], (ushort)entries[i].Type);
            BinaryPrimitives.WriteInt32LittleEndian(at[4..], entries[i].Count);
            BinaryPrimitives.WriteInt32LittleEndian(at[8..], entries[i].Value);
        }
        return bytes;
    }

    private static byte[] Raf(byte[] jpeg)
    {
        byte[] head = [.. "FUJIFILMCCD-RAW 0201"u8, .. new byte[72]];
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(84), head.Length);
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(88), jpeg.Length);
        return [.. head, .. jpeg];
    }

    /// <summary>Canon's CR3: the full-size JPEG is the sample of a track, a smaller one lies in a box of its own.</summary>
    private static byte[] Cr3(byte[] jpeg, bool preview)
    {
        var type = Box("ftyp"u8, [.. "crx "u8, 0, 0, 0, 1, .. "crx isom"u8]);
        if (preview) return [.. type, .. Box("uuid"u8, [.. new byte[24], .. jpeg])];
        byte[] Movie(int offset)
        {
            byte[] sizes = [0, 0, 0, 0, .. Number(jpeg.Length), .. Number(1)],
                offsets = [0, 0, 0, 0, .. Number(1), .. Number(0), .. Number(offset)];
            return Box("moov"u8,
                Box("trak"u8, Box("mdia"u8, Box("minf"u8, Box("stbl"u8, [.. Box("stsz"u8, sizes), .. Box("co64"u8, offsets)])))));
        }

        return [.. type, .. Movie(type.Length + Movie(0).Length + 8), .. Box("mdat"u8, jpeg)];
    }

    private static byte[] Box(ReadOnlySpan<byte> type, byte[] content) => [.. Number(content.Length + 8), .. type, .. content];

    private static byte[] Number(int value)
    {
        var bytes = new byte[4];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    /// <summary>An uncompressed DNG of 16-bit sensor data (RGGB), after DNG 1.4.</summary>
    internal static byte[] Dng(int width, int height, int divisor = 1)
    {
        const int Count = 15;
        var more = 8 + 2 + 12 * Count + 4; // values that do not fit into their entries
        var pixels = more + 72 + 8;
        (int, int, int, int)[] entries =
        [
            (254, 4, 1, 0), (256, 3, 1, width), (257, 3, 1, height), (258, 3, 1, 16), (259, 3, 1, 1), (262, 3, 1, 32803),
            (273, 4, 1, pixels),
            (277, 3, 1, 1), (278, 3, 1, height), (279, 4, 1, 2 * width * height), (33421, 3, 2, 2 | 2 << 16),
            (33422, 1, 4, 0 | 1 << 8 | 1 << 16 | 2 << 24),
            (50706, 1, 4, 1 | 4 << 8), (50717, 3, 1, 16383), (50721, 10, 9, more),
        ];
        var matrix = new byte[72 + 8];
        for (var i = 0; i < 9; i++)
        {
            BinaryPrimitives.WriteInt32LittleEndian(matrix.AsSpan(8 * i), i % 4 == 0 ? 1 : 0);
            BinaryPrimitives.WriteInt32LittleEndian(matrix.AsSpan(8 * i + 4), 1);
        }
        var samples = new byte[2 * width * height];
        for (var i = 0; i < width * height; i++)
            BinaryPrimitives.WriteUInt16LittleEndian(samples.AsSpan(2 * i), (ushort)((i % width / 8 % 2 == 0 ? 2000 : 12000) / divisor));
        return [.. "II*\0"u8, 8, 0, 0, 0, .. Directory(entries), .. matrix, .. samples];
    }
}
