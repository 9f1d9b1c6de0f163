using System.Globalization;
using System.Text.Json;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Results;

/// <summary>Parts of results in a folder. A part counts once its done marker is there, which is written beside and then
/// renamed, after the part itself.</summary>
internal sealed class PartFolder
{
    private const string Marker = ".done", Ending = ".parquet";
    private static readonly JsonSerializerOptions Format = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower };
    private readonly string _folder;
    private readonly string _prefix;
    private int _next;

    private PartFolder(string folder, ScanShard shard)
    {
        _folder = folder;
        _prefix = string.Create(CultureInfo.InvariantCulture, $"part-{shard.Index:D4}-of-{shard.Count:D4}-");
    }

    /// <summary>Opens a folder for writing parts of one shard, and removes what a killed run left.</summary>
    public static PartFolder Open(string folder, ScanShard shard)
    {
        var parts = new PartFolder(folder, shard);
        foreach (string file in Directory.GetFiles(folder, parts._prefix + "*"))
        {
            string part = Path.GetFileName(file)[..^(file.EndsWith(Marker, StringComparison.Ordinal) ? Marker.Length : 0)];
            if (!part.EndsWith(Ending, StringComparison.Ordinal) || ReadMarker(Path.Combine(folder, part)) is null) File.Delete(file);
            else if (int.TryParse(part.AsSpan(parts._prefix.Length, part.Length - parts._prefix.Length - Ending.Length), NumberStyles.None,
                CultureInfo.InvariantCulture, out int number))
                parts._next = Math.Max(parts._next, number + 1);
        }
        return parts;
    }

    /// <summary>The finished parts of all shards, oldest first.</summary>
    public static IReadOnlyList<PartInfo> Find(string folder) =>
    [
        .. Directory.GetFiles(folder, "part-*" + Ending).Select(ReadMarker).OfType<PartInfo>()
            .OrderBy(part => part.Finished).ThenBy(part => part.File, StringComparer.Ordinal),
    ];

    /// <summary>The shards that were scanned into a folder, also those without an image: each left its lock.</summary>
    public static IEnumerable<ScanShard> Shards(string folder)
    {
        foreach (string file in Directory.GetFiles(folder, "*-of-*").Select(Path.GetFileName).OfType<string>())
        {
            // part-0002-of-0008-000000.parquet, shard-0002-of-0008.lock
            string[] words = file.Split('-', '.');
            if (words is ["part" or "shard", var index, "of", var count, ..] && ScanShard.TryParse($"{index}/{count}", out ScanShard shard))
                yield return shard;
        }
    }

    /// <summary>Writes a part, sorted by path, and then its done marker.</summary>
    public async Task WriteAsync(List<ImageResult> rows, CancellationToken cancellationToken)
    {
        rows.Sort(static (a, b) => string.CompareOrdinal(a.Path, b.Path));
        ReadOnlyMemory<byte> bytes = await ResultParquetWriter.WriteAsync(rows, cancellationToken).ConfigureAwait(false);
        string file = Path.Combine(_folder, string.Create(CultureInfo.InvariantCulture, $"{_prefix}{_next++:D6}{Ending}"));
        AtomicFile.Write(file, stream => stream.Write(bytes.Span));
        var info = new PartInfo(rows.Count, bytes.Length, rows[0].Path, rows[^1].Path, DateTime.UtcNow);
        AtomicFile.Write(file + Marker, stream => JsonSerializer.Serialize(stream, info, Format));
    }

    private static PartInfo? ReadMarker(string file)
    {
        try
        {
            byte[] json = DocumentFile.ReadBytes(file + Marker, message => new ScanException(message));
            var info = JsonSerializer.Deserialize<PartInfo>(json, Format);
            return info is not null && new FileInfo(file) is { Exists: true } part && part.Length == info.Bytes
                ? info with { File = file } : null;
        }
        catch (Exception e) when (e is FileNotFoundException or JsonException)
        {
            return null;
        }
    }
}
