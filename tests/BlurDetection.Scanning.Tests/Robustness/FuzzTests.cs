using System.Formats.Tar;
using System.IO.Compression;
using BlurDetection.Scanning.Actions;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;
using BlurDetection.Tests.Robustness;
using Xunit.Abstractions;

namespace BlurDetection.Scanning.Tests.Robustness;

/// <summary>Damaged archives, results, manifests and journals end in rows or in the exception that the reader promises.</summary>
public sealed class FuzzTests(ITestOutputHelper output) : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    public static TheoryData<string> Names => ["zip", "tar", "tar.gz", "parquet", "manifest", "journal"];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task NoDamagedFileEndsInAnotherWayThanPromised(string name)
    {
        FuzzTarget target = name switch
        {
            "parquet" => new FuzzTarget(name, [await PartAsync()], ReadPart, e => e is ScanException),
            "manifest" =>
                new FuzzTarget(name, [await File.ReadAllBytesAsync(await ManifestAsync())], ReadManifest, e => e is ScanException),
            "journal" => new FuzzTarget(name, [Journal()], ReadJournal, e => e is ScanException),
            // what is wrong with an archive becomes the error of a row, which this counts as refused
            _ => new FuzzTarget(name, [Archive(name)], bytes => ReadArchive(name, bytes),
                e => e is IOException or InvalidDataException or NotSupportedException or UnsupportedImageException, Sealing(name)),
        };
        FuzzRun.Of(target, Names.Count, output);
    }

    private void ReadArchive(string ending, byte[] bytes)
    {
        var source = new ArchiveSource(_folder.Add("damaged." + ending, bytes), allFiles: true);
        foreach (ScanItem item in source.FindAsync().ToBlockingEnumerable())
        {
            FoundImage found = FoundImage.ReadAsync(item, PathHash.Of(item.Path), 1 << 20, CancellationToken.None).GetAwaiter().GetResult();
            if (found.Error is { } error) throw error;
        }
    }

    private static Func<byte[], byte[]> Sealing(string name) => name switch
    {
        "zip" => Checksums.OfZip,
        "tar" => Checksums.OfTar,
        _ => bytes => Checksums.OfGzip(bytes, Checksums.OfTar),
    };

    private static byte[] Archive(string ending)
    {
        using var memory = new MemoryStream();
        if (ending == "zip")
        {
            using var zip = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true);
            foreach (string entry in new[] { "a.jpg", "b/c.jpg" })
            {
                using Stream to = zip.CreateEntry(entry).Open();
                to.Write(Photos.Sharp);
            }
        }
        else
        {
            using GZipStream? packed = ending == "tar.gz" ? new GZipStream(memory, CompressionLevel.Fastest, leaveOpen: true) : null;
            using var tar = new TarWriter(packed ?? (Stream)memory, leaveOpen: true);
            foreach (string entry in new[] { "a.jpg", "b/c.jpg" })
                tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream(Photos.Sharp) });
        }
        return memory.ToArray();
    }

    private async Task<byte[]> PartAsync()
    {
        await SyntheticResults.WriteAsync(_folder.PathOf("synthetic"), 300);
        return await File.ReadAllBytesAsync(Assert.Single(Directory.GetFiles(_folder.PathOf("synthetic"), "*.parquet")));
    }

    // The marker is that of the undamaged part.
    private void ReadPart(byte[] bytes)
    {
        var part = new PartInfo(300, bytes.Length, "", "", DateTime.UtcNow) { File = _folder.Add("part.parquet", bytes) };
        ResultParquetReader.ReadAsync(part, thumbnails: true, CancellationToken.None).GetAwaiter().GetResult();
        ResultParquetReader.ReadStatesAsync(part, CancellationToken.None).GetAwaiter().GetResult();
    }

    private async Task<string> ManifestAsync()
    {
        await SyntheticResults.WriteAsync(_folder.PathOf("synthetic"), 1);
        return _folder.PathOf("synthetic/scan.json");
    }

    private void ReadManifest(byte[] bytes)
    {
        _folder.Add("results/scan.json", bytes);
        ScanResults.Open(_folder.PathOf("results"));
    }

    private byte[] Journal()
    {
        string file;
        using (ActionJournal journal = ActionJournal.Create(_folder.PathOf("acted")))
        {
            journal.Write(new JournalEntry(ImageActionKind.Move, "/a/b.jpg", "/c/b.jpg", 12));
            journal.Write(new JournalEntry(ImageActionKind.Tag, "/a/b.jpg", "/a/b.xmp", 12, "00ff", [1, 2, 3]));
            journal.Write(new JournalEntry(ImageActionKind.Copy, "/a/c.jpg", "/c/c.jpg", 9));
            file = ActionJournal.Latest(_folder.PathOf("acted"));
        }
        return File.ReadAllBytes(file);
    }

    private void ReadJournal(byte[] bytes) =>
        Assert.All(ActionJournal.Read(_folder.Add("journal.jsonl", bytes)),
            entry => Assert.True(entry.From.Length > 0 && entry.To.Length > 0));
}
