using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests;

public sealed class ImageScannerTests : IDisposable
{
    private readonly TempFolder _folder = new();
    private readonly ByteClassifier _classifier = new();
    private readonly ImageAddresses _addresses = new();

    private string Images => _folder.PathOf("images");

    private string Results => _folder.PathOf("results");

    public void Dispose()
    {
        _addresses.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task EveryImageBecomesARowAndWhatCannotBeClassifiedOneWithTheKindOfItsError()
    {
        Add("b/sharp.jpg", 10);
        Add("a.png", 90);
        Add("b.jpg", 60);
        _folder.Add("images/b/damaged.jpg", [255, 1]);
        _folder.Add("images/empty.jpg", []);
        _folder.Add("images/notes.txt", [1]);
        ScanSummary summary = await ScanAsync();

        var rows = await Rows.OfAsync(Results);
        Assert.Equal(["a.png", "b.jpg", "b/damaged.jpg", "b/sharp.jpg", "empty.jpg"], rows.Select(row => row.Path));
        Assert.Equal([0.9, 0.6, null, 0.1, null], rows.Select(row => row.Probability));
        Assert.Equal([BlurVerdict.Blurred, BlurVerdict.Blurred, null, BlurVerdict.Focus, null], rows.Select(row => row.Verdict));
        Assert.All(rows.Where(row => row.Verdict is null), row => Assert.Equal(ScanErrorKind.Unsupported, row.Error));
        Assert.Equal(new ScanCounts(1, 2, 0, 2), summary.Counts);
        Assert.Equal(1, summary.NotImages);
        Assert.Equal(new FileInfo(Path.Combine(Images, "a.png")).LastWriteTimeUtc, rows[0].Modified!.Value, TimeSpan.FromMicroseconds(1));
    }

    [Fact]
    public async Task WhatIsDoneIsSkippedAndWhatHasChangedOrIsNewIsClassifiedAgain()
    {
        for (int i = 0; i < 20; i++) Add($"{i}.jpg", 10);
        await ScanAsync();
        Add("7.jpg", 80);
        File.SetLastWriteTimeUtc(Path.Combine(Images, "7.jpg"), DateTime.UtcNow.AddHours(1));
        Add("new.jpg", 70);
        int before = _classifier.Calls;
        ScanSummary second = await ScanAsync();

        Assert.Equal(2, _classifier.Calls - before);
        Assert.Equal((2, 19), (second.Classified, second.Skipped));
        Assert.Equal(new ScanCounts(19, 2, 0, 0), second.Counts);
        var rows = await Rows.OfAsync(Results);
        Assert.Equal(21, rows.Count);
        Assert.Equal(0.8, rows.Single(row => row.Path == "7.jpg").Probability);
    }

    [Fact]
    public async Task ByContentATouchedImageIsNotClassifiedAgainAndAChangedOneOfTheSameSizeAndTimeIs()
    {
        Add("touched.jpg", 10);
        string changed = Add("changed.jpg", 20);
        DateTime time = File.GetLastWriteTimeUtc(changed);
        await ScanAsync(options => options.ContentHash = true);
        File.SetLastWriteTimeUtc(Path.Combine(Images, "touched.jpg"), DateTime.UtcNow.AddHours(1));
        Add("changed.jpg", 99);
        File.SetLastWriteTimeUtc(changed, time);
        int before = _classifier.Calls;
        await ScanAsync(options => options.ContentHash = true);

        Assert.Equal(1, _classifier.Calls - before);
        var rows = await Rows.OfAsync(Results);
        Assert.Equal(0.99, rows.Single(row => row.Path == "changed.jpg").Probability);
        Assert.All(rows, row => Assert.Matches("^[0-9a-f]{64}$", row.ContentHash));
    }

    [Fact]
    public async Task ByContentAnEmptyFileIsTakenForDoneAsOthersAre()
    {
        _folder.Add("images/empty.jpg", []);
        Add("a.jpg", 10);
        await ScanAsync(options => options.ContentHash = true);
        ScanSummary second = await ScanAsync(options => options.ContentHash = true);

        Assert.Equal((0, 2), (second.Classified, second.Skipped));
        Assert.Equal(new ScanCounts(1, 0, 0, 1), second.Counts);
    }

    [Fact]
    public async Task ALinkThatLeadsNowhereIsToldAsMissingAndTriedAgain()
    {
        Directory.CreateDirectory(Images);
        string target = _folder.PathOf("elsewhere.jpg");
        File.CreateSymbolicLink(Path.Combine(Images, "link.jpg"), target);
        await ScanAsync();
        ImageResult row = Assert.Single(await Rows.OfAsync(Results));
        Assert.Equal((ScanErrorKind.NotFound, null), (row.Error, row.Size));

        File.WriteAllBytes(target, [90]);
        await ScanAsync();
        Assert.Equal(0.9, Assert.Single(await Rows.OfAsync(Results)).Probability);
    }

    [SkippableFact]
    public async Task ANameThatIsNotUtf8IsToldAsSuch()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Other systems allow no such names.");
        string image = Add("a.jpg", 10);
        string latin = $"\"$(printf '{Images}/\\351.jpg')\"";
        await RunAsync($"mv '{image}' {latin}");
        await ScanAsync();
        await RunAsync($"rm {latin}"); // .NET cannot
        ImageResult row = Assert.Single(await Rows.OfAsync(Results));
        Assert.Equal(ScanErrorKind.NotFound, row.Error);
        Assert.Contains("its name is not UTF-8", row.Message, StringComparison.Ordinal);

        static async Task RunAsync(string command)
        {
            using var shell = System.Diagnostics.Process.Start("sh", ["-c", command]);
            await shell.WaitForExitAsync();
            Assert.Equal(0, shell.ExitCode);
        }
    }

    [Fact]
    public async Task ImagesOfAnotherRootAreNotMixedWithThoseOfAFolderOfResults()
    {
        Add("a.jpg", 10);
        _folder.Add("other/a.jpg", [90]);
        await ScanAsync();
        var refused = await Assert.ThrowsAsync<ScanException>(() =>
            new ImageScanner(_classifier).ScanAsync(new FolderSource(_folder.PathOf("other")), Results));
        Assert.Contains(_folder.PathOf("other"), refused.Message, StringComparison.Ordinal);
        Assert.Equal(0.1, Assert.Single(await Rows.OfAsync(Results)).Probability);
        // Lists name images by themselves.
        await new ImageScanner(_classifier).ScanAsync(ListOf(_folder.PathOf("other/a.jpg")), Results);
        Assert.Equal(2, (await Rows.OfAsync(Results)).Count);
    }

    [Fact]
    public async Task AFolderInAListIsToldAsSuch()
    {
        string folder = Directory.CreateDirectory(Images).FullName;
        await new ImageScanner(_classifier).ScanAsync(ListOf(folder), Results);
        ImageResult row = Assert.Single(await Rows.OfAsync(Results));
        Assert.Equal(ScanErrorKind.Unsupported, row.Error);
        Assert.Contains("is a folder", row.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AListMayBeginWithAByteOrderMarkAndALineWithANulIsAnErrorOfItsOwn()
    {
        string first = Add("a.jpg", 90), last = Add("b.jpg", 10);
        await new ImageScanner(_classifier).ScanAsync(ListOf($"\uFEFF{first}\r\nx.jpg\0y.jpg\0\r\n{last}\r\n"), Results);
        var rows = await Rows.OfAsync(Results);
        Assert.Equal([first, last, "x.jpg\uFFFD"], rows.Select(row => row.Path));
        Assert.Equal([0.9, 0.1, null], rows.Select(row => row.Probability));
        Assert.Contains("-print0", rows[2].Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AnErrorThatMayPassIsTriedAgainAndOneOfTheFileItselfIsNot()
    {
        var source = new ScriptedSource(
            new ScanItem("broken.jpg", _ => throw new IOException("The disk is away.")) { Size = 1 },
            new ScanItem("other.jpg", _ => ValueTask.FromResult<Stream>(new MemoryStream([255]))) { Size = 1 });
        await new ImageScanner(_classifier).ScanAsync(source, Results);
        var rows = await Rows.OfAsync(Results);
        Assert.Equal([ScanErrorKind.ReadFailed, ScanErrorKind.Unsupported], rows.Select(row => row.Error!.Value));

        source.Items[0] = source.Items[0] with { Open = _ => ValueTask.FromResult<Stream>(new MemoryStream([30])) };
        ScanSummary second = await new ImageScanner(_classifier).ScanAsync(source, Results);
        Assert.Equal((1, 1), (second.Classified, second.Skipped));
        Assert.Equal(0.3, (await Rows.OfAsync(Results))[0].Probability);
    }

    [Fact]
    public async Task ImagesThatAreGoneLeaveTheResultsWhenAskedForAndComeBackWhenTheyDo()
    {
        for (int i = 0; i < 6; i++) Add($"{i}.jpg", (byte)(10 * i));
        await ScanAsync();
        File.Delete(Path.Combine(Images, "2.jpg"));
        File.Delete(Path.Combine(Images, "5.jpg"));
        Assert.Equal(0, (await ScanAsync()).Deleted);
        Assert.Equal(6, (await Rows.OfAsync(Results)).Count);

        ScanSummary pruned = await ScanAsync(options => (options.Prune, options.PartSize) = (true, 1));
        Assert.Equal((2, 4, 0), (pruned.Deleted, pruned.Counts.Total, pruned.Classified));
        Assert.Equal(["0.jpg", "1.jpg", "3.jpg", "4.jpg"], (await Rows.OfAsync(Results)).Select(row => row.Path));
        Assert.Equal(0, (await ScanAsync(options => options.Prune = true)).Deleted);

        Add("5.jpg", 70);
        ScanSummary back = await ScanAsync(options => options.Prune = true);
        Assert.Equal((1, 5), (back.Classified, back.Counts.Total));
        Assert.Equal(0.7, (await Rows.OfAsync(Results)).Single(row => row.Path == "5.jpg").Probability);
    }

    [Fact]
    public async Task NothingIsTakenOutForAnEmptyFolderAnotherRootOrAList()
    {
        Add("a.jpg", 10);
        await ScanAsync();
        File.Delete(Path.Combine(Images, "a.jpg"));
        // A drive that is not mounted looks like this.
        Assert.Equal((0, 1), await ScanAsync(options => options.Prune = true) is var empty ? (empty.Deleted, empty.Counts.Total) : default);

        string other = Directory.CreateDirectory(_folder.PathOf("other")).FullName;
        var refused = await Assert.ThrowsAsync<ScanException>(() =>
            new ImageScanner(_classifier, new ScanOptions { Prune = true }).ScanAsync(new FolderSource(other), Results));
        Assert.Contains(other, refused.Message, StringComparison.Ordinal);

        string listed = _folder.PathOf("listed");
        ScanItem[] items = [.. new[] { "a.jpg", "b.jpg" }.Select(name =>
            new ScanItem(name, _ => ValueTask.FromResult<Stream>(new MemoryStream([30]))) { Size = 1 })];
        await new ImageScanner(_classifier).ScanAsync(new ScriptedSource(items), listed);
        var shorter = new ScriptedSource(items[0]);
        Assert.Equal(0, (await new ImageScanner(_classifier, new ScanOptions { Prune = true }).ScanAsync(shorter, listed)).Deleted);
        Assert.Equal(2, (await Rows.OfAsync(listed)).Count);
    }

    [Fact]
    public async Task ShardsHoldEveryImageOnceAndJoinedTheyAreTheSameAsOneScan()
    {
        for (int i = 0; i < 200; i++) Add($"{i % 7}/{i}.jpg", (byte)(i % 100));
        await ScanAsync();
        string[] folders = [.. Enumerable.Range(1, 3).Select(i => _folder.PathOf($"shard{i}"))];
        for (int i = 0; i < 3; i++)
            await new ImageScanner(_classifier, new ScanOptions { Shard = new ScanShard(i + 1, 3), PartSize = 13 })
                .ScanAsync(new FolderSource(Images), folders[i]);

        // 200 images on 3 shards: fewer than 40 on one has a probability below 1e-4, and the hash never changes.
        foreach (string folder in folders) Assert.InRange((await Rows.OfAsync(folder)).Count, 40, 100);
        Assert.Equal(await Rows.CsvAsync(_folder, Results), await Rows.CsvAsync(_folder, folders));
    }

    [Fact]
    public async Task ShardsMayShareOneFolder()
    {
        for (int i = 0; i < 50; i++) Add($"{i}.jpg", 10);
        for (int i = 1; i <= 2; i++) await ScanAsync(options => options.Shard = new ScanShard(i, 2));
        Assert.Equal(50, (await Rows.OfAsync(Results)).Count);
    }

    [Fact]
    public void AShardIsTheSameInEveryVersion()
    {
        // printf a/b.jpg | sha256sum | cut -c 1-16, modulo 16, plus 1
        Assert.Equal([9], Enumerable.Range(1, 16).Where(i => new ScanShard(i, 16).Contains("a/b.jpg")));
    }

    [Fact]
    public async Task ResultsOfAnotherModelAreRefused()
    {
        Add("a.jpg", 10);
        await ScanAsync();
        var error = await Assert.ThrowsAsync<ScanException>(() => ScanAsync(options => options.Model = "other"));
        Assert.Contains("'default'", error.Message);
        Assert.Contains("'other'", error.Message);
    }

    [Fact]
    public async Task AShardThatAnotherRunWritesIsRefused()
    {
        Add("a.jpg", 10);
        Exception? second = null;
        var classifier = new ByteClassifier(_ =>
        {
            second = Record.Exception(() => ScanAsync().GetAwaiter().GetResult());
            return ByteClassifier.Of(0.1);
        });
        await new ImageScanner(classifier).ScanAsync(new FolderSource(Images), Results);
        Assert.Contains("Another run", Assert.IsType<ScanException>(second).Message);
    }

    [Fact]
    public async Task ACancelledScanKeepsWhatIsClassified()
    {
        for (int i = 0; i < 100; i++) Add($"{i:D3}.jpg", 10);
        using var stop = new CancellationTokenSource();
        int calls = 0;
        var classifier = new ByteClassifier(_ =>
        {
            if (Interlocked.Increment(ref calls) == 20) stop.Cancel();
            return ByteClassifier.Of(0.1);
        });
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => new ImageScanner(classifier)
            .ScanAsync(new FolderSource(Images), Results, null, stop.Token));
        Assert.Equal(calls, (await Rows.OfAsync(Results)).Count);
        ScanSummary rest = await ScanAsync();
        Assert.Equal((100 - calls, calls), (rest.Classified, rest.Skipped));
    }

    [Fact]
    public async Task APartWithoutItsMarkerOrCutShortIsDoneAgain()
    {
        for (int i = 0; i < 30; i++) Add($"{i:D3}.jpg", 10);
        await ScanAsync(options => (options.PartSize, options.Parallelism) = (10, 1));
        string[] parts = [.. Directory.GetFiles(Results, "*.parquet").Order(StringComparer.Ordinal)];
        Assert.Equal(3, parts.Length);
        File.Delete(parts[0] + ".done");
        await File.WriteAllBytesAsync(parts[1], (await File.ReadAllBytesAsync(parts[1]))[..^1]);
        File.WriteAllText(parts[2] + ".tmp", "half");
        Assert.Equal(10, (await Rows.OfAsync(Results)).Count);

        ScanSummary again = await ScanAsync();
        Assert.Equal((20, 10), (again.Classified, again.Skipped));
        Assert.Equal(30, (await Rows.OfAsync(Results)).Count);
        Assert.Empty(Directory.GetFiles(Results, "*.tmp"));
    }

    [Fact]
    public async Task TheSourceIsReadOnlyALittleAhead()
    {
        using var gate = new ManualResetEventSlim();
        var classifier = new ByteClassifier(_ =>
        {
            gate.Wait();
            return ByteClassifier.Of(0.1);
        });
        var source = new ScriptedSource([.. Enumerable.Range(0, 1000)
            .Select(i => new ScanItem($"{i:D4}.jpg", _ => ValueTask.FromResult<Stream>(new MemoryStream([1]))))]);
        Task<ScanSummary> scan = new ImageScanner(classifier, new ScanOptions { Parallelism = 2 }).ScanAsync(source, Results);
        while (classifier.Calls < 2) await Task.Yield();
        await source.WhenWaiting(11); // 8 in the queue, 2 in work, 1 at the door
        Assert.Equal(11, source.Given);
        gate.Set();
        Assert.Equal(1000, (await scan).Classified);
    }

    [Fact]
    public async Task AModelThatCannotRunEndsTheScanWithItsOwnError()
    {
        for (int i = 0; i < 100; i++) Add($"{i}.jpg", 10);
        var classifier = new ByteClassifier(_ => throw new InvalidModelException("The model is broken."));
        await Assert.ThrowsAsync<InvalidModelException>(() => new ImageScanner(classifier).ScanAsync(new FolderSource(Images), Results));
    }

    [Fact]
    public async Task ProgressCountsWhatIsDoneAndWhatRemains()
    {
        for (int i = 0; i < 40; i++) Add($"{i}.jpg", 10);
        ScanProgress? last = null;
        await new ImageScanner(_classifier).ScanAsync(new FolderSource(Images), Results, new Reporter(p => last = p));
        Assert.Equal(40, last!.Counts.Focus);
        Assert.Equal(TimeSpan.FromSeconds(30), new ScanProgress(new ScanCounts(20, 0, 0, 0), 10, 60, TimeSpan.FromSeconds(20)).Remaining);
    }

    private string Add(string name, byte percent) => _folder.Add($"images/{name}", [percent]);

    private ScanSource ListOf(string line) => ScanSource.FromList(new StringReader(line), "list", _addresses);

    private Task<ScanSummary> ScanAsync(Action<ScanOptions>? configure = null)
    {
        var options = new ScanOptions();
        configure?.Invoke(options);
        return new ImageScanner(_classifier, options).ScanAsync(new FolderSource(Images), Results);
    }

    private sealed class Reporter(Action<ScanProgress> report) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value) => report(value);
    }
}
