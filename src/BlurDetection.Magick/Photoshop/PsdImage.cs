using System.Buffers.Binary;
using BlurDetection.Imaging;

namespace BlurDetection.Magick.Photoshop;

/// <summary>The merged image of a PSD or PSB of 16 bits, grey or RGB without further channels (Adobe Photoshop File Formats
/// Specification, 2019).</summary>
internal sealed record PsdImage
{
    private const int HeaderLength = 26, Depth = 16, Grey = 1, Rgb = 3, SampleSize = 2;
    private const int Raw = 0, PackBits = 1;

    public required int Width { get; init; }

    public required int Height { get; init; }

    public required int Channels { get; init; }

    /// <summary>Where its rows begin, channel by channel; of packed ones their lengths.</summary>
    private int Offset { get; init; }

    private bool IsPacked { get; init; }

    private int CountSize { get; init; } // of the length of a packed row

    public int RowLength => Width * SampleSize;

    /// <summary>Reads where the merged image lies.</summary>
    /// <returns><see langword="null"/> for any other file, damaged ones too.</returns>
    public static PsdImage? TryRead(ReadOnlySpan<byte> file)
    {
        if (file.Length < HeaderLength || !file.StartsWith("8BPS"u8)) return null;
        int version = U16(file, 4), channels = U16(file, 12), mode = U16(file, 24);
        long height = U32(file, 14), width = U32(file, 18);
        if (version is not (1 or 2) || U16(file, 22) != Depth || (mode, channels) is not ((Grey, 1) or (Rgb, 3))
            || height is < 1 or > int.MaxValue || width is < 1 or > int.MaxValue / SampleSize) return null;
        // Colour table, resources, layers.
        long at = HeaderLength;
        for (int section = 0; section < 3; section++)
        {
            int lengthSize = section == 2 && version == 2 ? 8 : 4;
            if (at > file.Length - lengthSize) return null;
            ulong length = lengthSize == 8 ? BinaryPrimitives.ReadUInt64BigEndian(file[(int)at..]) : U32(file, (int)at);
            if (length > (ulong)file.Length) return null;
            at += lengthSize + (long)length;
        }
        int packing = at > file.Length - 2 ? -1 : U16(file, (int)at);
        if (packing is not (Raw or PackBits)) return null;
        return new PsdImage
        {
            Width = (int)width,
            Height = (int)height,
            Channels = channels,
            Offset = (int)at + 2,
            IsPacked = packing == PackBits,
            CountSize = version == 2 ? 4 : 2,
        };
    }

    /// <summary>Where each row begins, channel by channel, and behind the last one its end.</summary>
    /// <exception cref="UnsupportedImageException">The file ends before.</exception>
    public long[] Rows(ReadOnlySpan<byte> file)
    {
        long count = (long)Channels * Height;
        long least = IsPacked ? count * CountSize : count * RowLength;
        if (Offset + least > file.Length) throw DecodingErrors.CutShort(ImageFormat.Psd, file.Length);
        long[] rows = new long[count + 1];
        rows[0] = IsPacked ? Offset + least : Offset;
        for (int row = 0; row < count; row++)
        {
            int entry = Offset + row * CountSize;
            rows[row + 1] = rows[row] + (!IsPacked ? RowLength : CountSize == 4 ? U32(file, entry) : U16(file, entry));
        }
        return rows[^1] <= file.Length ? rows : throw DecodingErrors.CutShort(ImageFormat.Psd, file.Length);
    }

    /// <summary>Reads a row of a channel.</summary>
    /// <param name="file">The file.</param>
    /// <param name="rows">What <see cref="Rows"/> gave.</param>
    /// <param name="channel">The channel.</param>
    /// <param name="y">The row.</param>
    /// <param name="bytes">Room for a packed row: <see cref="RowLength"/> bytes.</param>
    /// <param name="samples">Takes the samples, 0 to 65535.</param>
    /// <exception cref="UnsupportedImageException">A packed row is not as long as the image is wide.</exception>
    public void Read(ReadOnlySpan<byte> file, long[] rows, int channel, int y, Span<byte> bytes, Span<float> samples)
    {
        int row = channel * Height + y;
        ReadOnlySpan<byte> stored = file[(int)rows[row]..(int)rows[row + 1]];
        if (IsPacked)
        {
            Unpack(stored, bytes);
            stored = bytes;
        }
        for (int x = 0; x < samples.Length; x++) samples[x] = U16(stored, x * SampleSize);
    }

    private static void Unpack(ReadOnlySpan<byte> packed, Span<byte> bytes)
    {
        while (!bytes.IsEmpty)
        {
            if (packed.Length < 2) throw Torn();
            int head = (sbyte)packed[0];
            packed = packed[1..];
            if (head == sbyte.MinValue) continue; // says nothing
            int count = head < 0 ? 1 - head : 1 + head;
            if (count > bytes.Length || head >= 0 && count > packed.Length) throw Torn();
            if (head < 0) bytes[..count].Fill(packed[0]);
            else packed[..count].CopyTo(bytes);
            packed = packed[(head < 0 ? 1 : count)..];
            bytes = bytes[count..];
        }
    }

    private static UnsupportedImageException Torn() =>
        DecodingErrors.Damaged(ImageFormat.Psd, "a packed row is not as long as the image is wide");

    private static int U16(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt16BigEndian(file[at..]);

    private static uint U32(ReadOnlySpan<byte> file, int at) => BinaryPrimitives.ReadUInt32BigEndian(file[at..]);
}
