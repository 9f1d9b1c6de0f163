using System.Diagnostics;
using BlurDetection.Scanning.Actions;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Results;

public sealed class DamagedResultsTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task APartOfTheRightSizeWithOtherBytesIsNamedAndSaidHowToMend()
    {
        _folder.Add("images/a.jpg", [90]);
        await ScanAsync();
        string part = Assert.Single(Directory.GetFiles(_folder.PathOf("results"), "*.parquet"));
        await File.WriteAllBytesAsync(part, new byte[new FileInfo(part).Length]);

        var reading = await Assert.ThrowsAsync<ScanException>(() => Rows.OfAsync(_folder.PathOf("results")));
        Assert.Contains(part, reading.Message);
        Assert.Contains(".done", reading.Message);
        await Assert.ThrowsAsync<ScanException>(ScanAsync);

        File.Delete(part);
        File.Delete(part + ".done");
        await ScanAsync();
        Assert.Equal("a.jpg", Assert.Single(await Rows.OfAsync(_folder.PathOf("results"))).Path);
    }

    // Each a footer of Thrift's compact protocol: field 1, a version; field 2, a list of structures.
    [Theory]
    [InlineData("15021900", true)] // and no structure in it
    [InlineData("150219FCFFFFFFFF0700", false)] // two thousand million of them
    [InlineData("15021502", false)] // a number instead of it
    [InlineData("1502191C2C151802", false)] // a name where a number should be
    [InlineData("1502F51502", false)] // a field that there is not
    [InlineData("15", false)]
    public async Task AFooterOfAnotherFormIsRefusedBeforeItIsBelieved(string footer, bool isSound)
    {
        byte[] bytes = Convert.FromHexString(footer), part = [.. "PAR1"u8, .. bytes, (byte)bytes.Length, 0, 0, 0, .. "PAR1"u8];
        if (isSound) bytes = [.. bytes, 0];
        if (isSound) ParquetFooter.Check(bytes);
        else
        {
            Assert.Throws<InvalidDataException>(() => ParquetFooter.Check(bytes));
            var info = new PartInfo(300, part.Length, "", "", DateTime.UtcNow) { File = _folder.Add("part.parquet", part) };
            var error = await Assert.ThrowsAsync<ScanException>(() => ResultParquetReader.ReadStatesAsync(info, default));
            Assert.Contains("footer", error.Message);
        }
    }

    [SkippableFact]
    public async Task APipeInAListIsTheErrorOfItsRowAndNothingIsWaitedFor()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes of names are made by mkfifo.");
        string pipe = _folder.PathOf("pipe.jpg"), image = _folder.Add("image.jpg", [70]);
        using (Process make = Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        using var addresses = new ImageAddresses();
        var list = new ListSource(new StringReader($"{pipe}\n{image}\n/dev/zero\n"), "list", addresses);
        await new ImageScanner(new ByteClassifier()).ScanAsync(list, _folder.PathOf("results"));
        var rows = (await Rows.OfAsync(_folder.PathOf("results"))).ToDictionary(row => row.Path);
        Assert.NotNull(rows[pipe].Error);
        Stream Open(string path) => addresses.Find(path).Open(default).GetAwaiter().GetResult();
        Assert.Contains("not a regular file", Assert.Throws<UnsupportedImageException>(() => Open(pipe)).Message);
        Assert.NotNull(rows["/dev/zero"].Error);
        Assert.Equal(0.7, rows[image].Probability);
    }

    [SkippableFact]
    public async Task APipeThatIsCalledAnArchiveIsTheErrorOfItsRowAndNothingIsWaitedFor()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes of names are made by mkfifo.");
        string image = _folder.Add("image.jpg", [70]);
        string[] pipes = [.. new[] { "pipe.zip", "pipe.tar", "pipe.tgz" }.Select(_folder.PathOf)];
        using (Process make = Process.Start("mkfifo", pipes)) await make.WaitForExitAsync();
        using var addresses = new ImageAddresses();
        var list = new ListSource(new StringReader($"{string.Join('\n', pipes)}\n{image}\n"), "list", addresses);
        await new ImageScanner(new ByteClassifier()).ScanAsync(list, _folder.PathOf("results"));
        var rows = (await Rows.OfAsync(_folder.PathOf("results"))).ToDictionary(row => row.Path);
        Assert.All(pipes, pipe => Assert.Contains("not a regular file", rows[pipe + "!/"].Message));
        Assert.Equal(0.7, rows[image].Probability);
        Assert.All(pipes, pipe => Assert.Throws<ArgumentException>(() => ScanSource.FromArchive(pipe)));
    }

    [Fact]
    public void AManifestOrASidecarOfMoreThan64MiBIsRefusedUnread()
    {
        const long TooLarge = (64 << 20) + 1;
        using (FileStream manifest = File.Create(_folder.Add("results/scan.json", []))) manifest.SetLength(TooLarge);
        Assert.Contains("scan.json", Assert.Throws<ScanException>(() => ScanResults.Open(_folder.PathOf("results"))).Message);

        using (ActionJournal journal = ActionJournal.Create(_folder.PathOf("acted")))
            journal.Write(new JournalEntry(ImageActionKind.Tag, "/a/b.jpg", _folder.PathOf("b.xmp"), 12, "00ff"));
        using (FileStream sidecar = File.Create(_folder.PathOf("b.xmp"))) sidecar.SetLength(TooLarge);
        Assert.Equal("has been changed since", Assert.Single(ImageActionUndo.Run(_folder.PathOf("acted"), apply: true)).Problem);
    }

    private Task ScanAsync() =>
        new ImageScanner(new ByteClassifier()).ScanAsync(new FolderSource(_folder.PathOf("images")), _folder.PathOf("results"));
}
