using System.Formats.Tar;
using System.IO.Compression;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Sources;

public sealed class ArchiveTests : IDisposable
{
    private static readonly (string Name, byte Percent)[] Entries =
        [("b/000001.jpg", 90), ("b/000001.cls", 0), ("000000.jpg", 20), ("damaged.png", 255)];
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("images.zip")]
    [InlineData("images.tar")]
    [InlineData("images.tar.gz")]
    public async Task TheImagesOfAnArchiveAreReadAsAStreamAndSkippedWhenDone(string name)
    {
        string file = Write(name);
        var classifier = new ByteClassifier();
        var source = new ArchiveSource(file);
        await new ImageScanner(classifier, new ScanOptions { Parallelism = 2 }).ScanAsync(source, _folder.PathOf("results"));
        var rows = await Rows.OfAsync(_folder.PathOf("results"));
        Assert.Equal(["000000.jpg", "b/000001.jpg", "damaged.png"], rows.Select(row => row.Path));
        Assert.Equal([0.2, 0.9, null], rows.Select(row => row.Probability));
        Assert.Equal(1, source.NotImages);

        ScanSummary again = await new ImageScanner(classifier).ScanAsync(new ArchiveSource(file), _folder.PathOf("results"));
        Assert.Equal((0, 3, 3), (again.Classified, again.Skipped, classifier.Calls));
    }

    [Theory]
    [InlineData("images.zip")]
    [InlineData("images.tar")]
    public async Task AListMayNameArchivesAndOneThatIsCutShortBecomesARowWithAnError(string name)
    {
        string file = Write(name);
        byte[] bytes = await File.ReadAllBytesAsync(file);
        await File.WriteAllBytesAsync(file, bytes[..(bytes.Length / 2 + 100)]); // in the middle of a block
        string whole = Write("whole.tar"), image = _folder.Add("one.jpg", [70]);
        using var addresses = new ImageAddresses();
        var list = new ListSource(new StringReader($"{file}\n{whole}\n{image}\n\n{whole}\n{image}\nmissing.jpg\n"), "list", addresses);
        await new ImageScanner(new ByteClassifier()).ScanAsync(list, _folder.PathOf("results"));
        var rows = (await Rows.OfAsync(_folder.PathOf("results"))).ToDictionary(row => row.Path);
        Assert.Equal(ScanErrorKind.ReadFailed, rows[file + "!/"].Error);
        Assert.Equal(0.9, rows[whole + "!/b/000001.jpg"].Probability);
        Assert.Equal(0.7, rows[image].Probability);
        Assert.Equal(ScanErrorKind.NotFound, rows["missing.jpg"].Error);
    }

    [Fact]
    public async Task AnEntryLargerThanAllowedIsNotRead()
    {
        string file = _folder.PathOf("large.zip");
        using (var zip = ZipFile.Open(file, ZipArchiveMode.Create))
        using (Stream entry = zip.CreateEntry("bomb.jpg").Open()) entry.Write(new byte[2000]);
        await new ImageScanner(new ByteClassifier(), new ScanOptions { MaxBytes = 1000 })
            .ScanAsync(new ArchiveSource(file), _folder.PathOf("results"));
        Assert.Equal(ScanErrorKind.TooLarge, Assert.Single(await Rows.OfAsync(_folder.PathOf("results"))).Error);
    }

    [Theory]
    [InlineData("long.tar", 10_000, null)]
    [InlineData("long.tar.gz", 10_000, null)]
    [InlineData("longer.tar", TarStream.MostHeaderBytes + 1000, ScanErrorKind.ReadFailed)]
    [InlineData("longer.tgz", TarStream.MostHeaderBytes + 1000, ScanErrorKind.ReadFailed)]
    public async Task HeadersAreReadUpToALimit(string name, int length, ScanErrorKind? error)
    {
        string file = _folder.PathOf(name);
        using (Stream bytes = File.Create(file))
        using (Stream target = name.EndsWith(".tar", StringComparison.Ordinal) ? bytes : new GZipStream(bytes, CompressionLevel.Fastest))
        using (var tar = new TarWriter(target))
        {
            var attributes = new Dictionary<string, string> { ["comment"] = new('x', length) };
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, "one.jpg", attributes) { DataStream = new MemoryStream([60]) });
        }
        await new ImageScanner(new ByteClassifier()).ScanAsync(new ArchiveSource(file), _folder.PathOf("results"));
        var row = Assert.Single(await Rows.OfAsync(_folder.PathOf("results")));
        Assert.Equal(error, row.Error);
        Assert.Equal(error is null ? 0.6 : null, row.Probability);
    }

    private string Write(string name)
    {
        string file = _folder.PathOf(name);
        if (name.EndsWith(".zip", StringComparison.Ordinal))
        {
            using var zip = ZipFile.Open(file, ZipArchiveMode.Create);
            foreach (var (entry, percent) in Entries)
            {
                using Stream stream = zip.CreateEntry(entry).Open();
                stream.Write([percent]);
            }
            return file;
        }
        using Stream bytes = File.Create(file);
        using Stream target = name.EndsWith(".gz", StringComparison.Ordinal) ? new GZipStream(bytes, CompressionLevel.Fastest) : bytes;
        using var tar = new TarWriter(target);
        foreach (var (entry, percent) in Entries)
            tar.WriteEntry(new PaxTarEntry(TarEntryType.RegularFile, entry) { DataStream = new MemoryStream([percent]) });
        return file;
    }
}
