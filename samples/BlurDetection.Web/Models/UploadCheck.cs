using System.IO.Compression;

namespace BlurDetection.Web.Models;

/// <summary>Looks through an uploaded model before it is loaded: it must be all there, and not be larger than it seems.</summary>
internal static class UploadCheck
{
    /// <summary>How many times its own size a zip may grow when it is unpacked. Weights hardly shrink, so honest models
    /// stay near 1.</summary>
    private const int MostGrowth = 8;

    private const uint KeyTag = 1 << 3 | 2; // the first field, a text
    private const int LongestVarint = 10;

    /// <summary>The key with which ONNX names another file that holds a tensor's values.</summary>
    private static ReadOnlySpan<byte> LocationKey => "location"u8;

    /// <exception cref="InvalidModelException">The model refers to other files, unpacks to too much, or is a damaged zip.</exception>
    public static void Check(ReadOnlySpan<byte> file, Func<Stream> open)
    {
        if (!file.StartsWith("PK"u8))
        {
            RequireNoOtherFile(file);
            return;
        }
        try
        {
            using var zip = new ZipArchive(open(), ZipArchiveMode.Read);
            var capacity = (long)file.Length * MostGrowth;
            foreach (var entry in zip.Entries)
            {
                using var part = entry.Open();
                var bytes = ReadUpTo(part, capacity);
                capacity -= bytes.Length;
                RequireNoOtherFile(bytes.Span);
            }
        }
        catch (InvalidDataException e)
        {
            throw new InvalidModelException($"The model is a damaged zip: {e.Message}", e);
        }
    }

    private static ReadOnlyMemory<byte> ReadUpTo(Stream part, long capacity)
    {
        var memory = new MemoryStream();
        var buffer = new byte[81920];
        int read;
        while ((read = part.Read(buffer)) > 0)
        {
            if (memory.Length + read > capacity)
                throw new InvalidModelException($"The zip unpacks to more than {MostGrowth} times its size; no model does.");
            memory.Write(buffer, 0, read);
        }
        return memory.GetBuffer().AsMemory(0, (int)memory.Length);
    }

    private static void RequireNoOtherFile(ReadOnlySpan<byte> onnx)
    {
        for (var from = 0; onnx[from..].IndexOf(LocationKey) is >= 0 and var found; from += found + 1)
            if (IsField(onnx[..(from + found)]))
                throw new InvalidModelException("The model keeps weights in another file. Save it with all weights inside, and send that.");
    }

    // Protobuf reads its numbers also with more bytes than they need, so each length that may be meant is tried.
    private static bool IsField(ReadOnlySpan<byte> before)
    {
        for (var length = 1; length <= Math.Min(LongestVarint, before.Length); length++)
        {
            if (!IsVarint(before[^length..], (uint)LocationKey.Length)) continue;
            var tags = before[..^length];
            for (var tag = 1; tag <= Math.Min(LongestVarint, tags.Length); tag++)
                if (IsVarint(tags[^tag..], KeyTag)) return true;
        }
        return false;
    }

    private static bool IsVarint(ReadOnlySpan<byte> bytes, uint expected)
    {
        var value = 0UL;
        for (var i = 0; i < bytes.Length; i++)
        {
            if (bytes[i] >= 0x80 != i < bytes.Length - 1) return false;
            value |= (ulong)(bytes[i] & 0x7F) << (7 * i);
        }
        return (uint)value == expected;
    }
}
