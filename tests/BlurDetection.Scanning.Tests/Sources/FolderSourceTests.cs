using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Sources;

public sealed class FolderSourceTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheWalkIsInTheOrderOfThePaths()
    {
        // '.' and '-' come before '/', '0' after it.
        string[] names = ["a-b.jpg", "a.jpg", "a/1.jpg", "a/z/2.jpg", "a0.jpg", "B/x.JPG", "b.jpeg"];
        foreach (string name in names) _folder.Add(name, [1]);
        var found = await FindAsync(new FolderSource(_folder.Root));
        Assert.Equal(names.Order(StringComparer.Ordinal), found.Select(item => item.Path));
        Assert.Equal(7, await new FolderSource(_folder.Root).CountAsync());
    }

    [Fact]
    public async Task LinksToFoldersAreCountedAndNotFollowedAndAFileOfTwoNamesIsGivenOnce()
    {
        _folder.Add("deep/real.jpg", [1, 2, 3]);
        Directory.CreateSymbolicLink(_folder.PathOf("deep/circle"), _folder.Root);
        File.CreateSymbolicLink(_folder.PathOf("link.jpg"), _folder.PathOf("deep/real.jpg"));
        var source = new FolderSource(_folder.Root);
        var found = await FindAsync(source);
        Assert.Equal(["deep/real.jpg"], found.Select(item => item.Path));
        Assert.Equal((3, 1), (found[0].Size, source.NotImages));
        Assert.Equal(1, source.LinksNotFollowed);
    }

    // Snapshots and collections of copies are made so; each path has its row, and can be acted on.
    [SkippableFact]
    public async Task AFileWithHardLinksIsGivenUnderEachName()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Hard links are made with ln.");
        string path = _folder.Add("a.jpg", [1, 2, 3]);
        Directory.CreateDirectory(_folder.PathOf("snapshot"));
        foreach (string name in new[] { "b.jpg", "snapshot/a.jpg" })
            using (var ln = System.Diagnostics.Process.Start("ln", [path, _folder.PathOf(name)])) await ln.WaitForExitAsync();
        var source = new FolderSource(_folder.Root);
        Assert.Equal(["a.jpg", "b.jpg", "snapshot/a.jpg"], (await FindAsync(source)).Select(item => item.Path));
        Assert.Equal((0, 3), (source.NotImages, await source.CountAsync()));
    }

    [Fact]
    public async Task AnImageWithoutAnEndingIsFoundByItsFirstBytes()
    {
        _folder.Add("cache/0a1b2c", Photos.Sharp);
        _folder.Add("cache/f_000012.download", Photos.Blurred);
        _folder.Add("notes", "BMW and other letters"u8.ToArray());
        _folder.Add("line.bin", [0xFF, 0x0A, 1, 2]);
        _folder.Add("empty", []);
        _folder.Add("page.html", "<html>"u8.ToArray());
        var source = new FolderSource(_folder.Root);
        Assert.Equal(["cache/0a1b2c", "cache/f_000012.download"], (await FindAsync(source)).Select(item => item.Path));
        Assert.Equal(4, source.NotImages);
        Assert.Equal(0, await source.CountAsync());
    }

    [Fact]
    public async Task FoldersThatAreExceptedAreLeftOut()
    {
        _folder.Add("a.jpg", [1]);
        _folder.Add("results/thumb.jpg", [1]);
        Assert.Equal(["a.jpg"],
            (await FindAsync(new FolderSource(_folder.Root, false, _folder.PathOf("results") + "/"))).Select(item => item.Path));
    }

    [Fact]
    public async Task WhatOtherProgramsKeepBesideImagesIsLeftOut()
    {
        foreach (string name in (string[])["a.jpg", "._a.jpg", ".thumbnails/a.jpg", "@eaDir/a.jpg", "b/__MACOSX/a.jpg"])
            _folder.Add(name, [1]);
        var source = new FolderSource(_folder.Root);
        Assert.Equal(["a.jpg"], (await FindAsync(source)).Select(item => item.Path));
        Assert.Equal(1, await source.CountAsync());
        Assert.Equal(4, source.NotImages);
    }

    [SkippableFact]
    public async Task AFolderThatMayNotBeOpenedBecomesAnItemThatCannotBeOpened()
    {
        Skip.If(OperatingSystem.IsWindows() || Environment.UserName == "root", "Only for a user who can be refused.");
        if (OperatingSystem.IsWindows()) return; // for the analyser
        _folder.Add("locked/a.jpg", [1]);
        File.SetUnixFileMode(_folder.PathOf("locked"), UnixFileMode.None);
        try
        {
            ScanItem item = Assert.Single(await FindAsync(new FolderSource(_folder.Root)));
            Assert.Equal("locked/", item.Path);
            await Assert.ThrowsAsync<UnauthorizedAccessException>(async () => await item.Open(default));
        }
        finally
        {
            File.SetUnixFileMode(_folder.PathOf("locked"), UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }
    }

    private static async Task<List<ScanItem>> FindAsync(FolderSource source)
    {
        var items = new List<ScanItem>();
        await foreach (ScanItem item in source.FindAsync()) items.Add(item);
        return items;
    }
}
