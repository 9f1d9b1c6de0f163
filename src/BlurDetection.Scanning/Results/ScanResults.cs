using System.Runtime.CompilerServices;

namespace BlurDetection.Scanning.Results;

/// <summary>Reads the results of one scan, or of shards that were scanned anywhere, as one.</summary>
public sealed class ScanResults
{
    private readonly PartInfo[] _parts;

    private ScanResults(string root, string model, PartInfo[] parts, IReadOnlyList<ScanShard> missing) =>
        (Root, Model, _parts, MissingShards) = (root, model, parts, missing);

    /// <summary>What the paths are below of: a folder's full path on the machine that scanned first, or an address.</summary>
    public string Root { get; }

    /// <summary>The model and its settings.</summary>
    public string Model { get; }

    /// <summary>Shards that are in none of the folders, although others of as many are; empty where one was scanned without shards, or in
    /// shards that are all there.</summary>
    public IReadOnlyList<ScanShard> MissingShards { get; }

    /// <summary>Opens folders of results.</summary>
    /// <param name="folders">Folders that scans wrote, all of one model.</param>
    /// <exception cref="ScanException">A folder holds no results, or those of another model.</exception>
    public static ScanResults Open(params IReadOnlyList<string> folders)
    {
        ArgumentNullException.ThrowIfNull(folders);
        if (folders.Count == 0) throw new ArgumentException("Give at least one folder of results.", nameof(folders));
        ScanManifest[] manifests = [.. folders.Select(ScanManifest.Read)];
        for (int i = 1; i < manifests.Length; i++)
            if (manifests[i].Model != manifests[0].Model)
                throw new ScanException($"'{folders[i]}' holds results of the model '{manifests[i].Model}', '{folders[0]}' of " +
                    $"'{manifests[0].Model}': they cannot be joined.");
        return new ScanResults(manifests[0].Root, manifests[0].Model, 
            [.. folders.SelectMany((folder, i) => PartFolder.Find(folder).Select(part => part with { Root = manifests[i].PathsBelow }))],
            Missing([.. folders.SelectMany(PartFolder.Shards)]));
    }

    /// <summary>The results in the order of their paths, the latest one of each image; holds the parts whose paths overlap.</summary>
    /// <param name="thumbnails">Whether thumbnails are read too.</param>
    /// <param name="cancellationToken">Ends reading.</param>
    /// <exception cref="ScanException">A part is damaged; the message names it. Or images of different roots have one path.</exception>
    public async IAsyncEnumerable<ImageResult> ReadAsync(
        bool thumbnails = false, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        PartInfo[] waiting = [.. _parts.OrderBy(part => part.First, StringComparer.Ordinal)];
        var open = new PriorityQueue<OpenPart, (string Path, long Age)>(Comparer<(string Path, long Age)>.Create(
            static (a, b) => string.CompareOrdinal(a.Path, b.Path) is not 0 and var order ? order : a.Age.CompareTo(b.Age)));
        string? last = null, given = null;
        var roots = new HashSet<string>(StringComparer.Ordinal); // those that the last path was in
        for (int next = 0; next < waiting.Length || open.Count > 0;)
        {
            // A part is opened when the merge has come to its first path.
            while (next < waiting.Length
                && (!open.TryPeek(out _, out var first) || string.CompareOrdinal(waiting[next].First, first.Path) <= 0))
            {
                PartInfo part = waiting[next++];
                var rows = await ResultParquetReader.ReadAsync(part, thumbnails, cancellationToken).ConfigureAwait(false);
                open.Enqueue(new OpenPart(rows, part), (rows[0].Path, -part.Finished.Ticks));
            }
            OpenPart head = open.Dequeue();
            ImageResult row = head.Rows[head.At++];
            if (head.At < head.Rows.Count) open.Enqueue(head, (head.Rows[head.At].Path, head.Age));
            if (row.Path != last)
            {
                (last, given) = (row.Path, null);
                roots.Clear();
            }
            if (!roots.Add(head.Root) || row.Error == ScanErrorKind.Deleted) continue;
            if (given is not null)
                throw new ScanException($"'{row.Path}' is an image of '{given}' and one of '{head.Root}', and only one could be kept. " +
                    "Take these results by themselves; if both are the same folder, write one root into the scan.json of both.");
            given = head.Root;
            yield return row;
        }
    }

    /// <summary>Whether a file's ending names a format that can be written: .parquet, .csv or .jsonl.</summary>
    /// <param name="file">A path.</param>
    public static bool CanWrite(string file)
    {
        ArgumentNullException.ThrowIfNull(file);
        return ResultFile.CanWrite(file);
    }

    /// <summary>Writes all results into one file, in the order of their paths, whole or not at all. Thumbnails are left out.</summary>
    /// <param name="file">A path that ends in .parquet, .csv or .jsonl.</param>
    /// <param name="cancellationToken">Ends writing; nothing is left.</param>
    /// <returns>Rows by verdict.</returns>
    /// <exception cref="ArgumentException">The ending is another one.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public Task<ScanCounts> WriteAsync(string file, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(file);
        return ResultFile.WriteAsync(this, file, cancellationToken);
    }

    private static ScanShard[] Missing(HashSet<ScanShard> there)
    {
        ScanShard[][] missing = [.. there.Select(shard => shard.Count).Distinct().Order().Select(count =>
            Enumerable.Range(1, count).Select(index => new ScanShard(index, count)).Where(shard => !there.Contains(shard)).ToArray())];
        return missing.Any(shards => shards.Length == 0) ? [] : [.. missing.SelectMany(shards => shards)];
    }

    private sealed class OpenPart(IReadOnlyList<ImageResult> rows, PartInfo part)
    {
        public IReadOnlyList<ImageResult> Rows => rows;
        public long Age => -part.Finished.Ticks;
        public string Root => part.Root;
        public int At { get; set; }
    }
}
