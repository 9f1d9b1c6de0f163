using BlurDetection.Evaluation.Files;
using BlurDetection.Tests.Support;

namespace BlurDetection.Evaluation.Tests.Files;

public sealed class FolderWalkTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void FilesComeInTheOrderOfTheirPathsWithLengthAndTime()
    {
        foreach (string name in new[] { "b/2.jpg", "a.jpg", "b.jpg", "b/c/1.jpg" }) _folder.Write(name, name);
        WalkedFile[] found = [.. new FolderWalk(_folder.Path).Files()];
        Assert.Equal(["a.jpg", "b.jpg", "b/2.jpg", "b/c/1.jpg"], found.Select(file => file.RelativePath));
        Assert.Equal(found.Select(file => new FileInfo(file.Path).Length), found.Select(file => file.Length));
        Assert.Equal(found.Select(file => File.GetLastWriteTimeUtc(file.Path)), found.Select(file => file.Modified));
    }

    [SkippableFact]
    public void LinksInCirclesEndAndEachFileIsGivenOnce()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        _folder.Write("a/1.jpg", "1");
        _folder.Write("2.jpg", "2");
        foreach (string link in new[] { "loop1", "a/loop2" }) Directory.CreateSymbolicLink(Path.Combine(_folder.Path, link), ".");
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "0-latest.jpg"), "2.jpg");
        var walk = new FolderWalk(_folder.Path);
        Assert.Equal(["2.jpg", "a/1.jpg"], walk.Files().Select(file => file.RelativePath));
        Assert.Equal((2, 1), (walk.LinksNotFollowed, walk.Repeated));

        var following = new FolderWalk(_folder.Path, new FolderWalkOptions { FollowLinks = true });
        Assert.Equal(2, following.Files().Count());
        Assert.Equal((0, 3), (following.LinksNotFollowed, following.Repeated));
    }

    [SkippableFact]
    public void ALinkedFolderIsEnteredOnlyWhenAsked()
    {
        Skip.If(OperatingSystem.IsWindows(), "Links need a privilege there.");
        using var elsewhere = new TemporaryFolder();
        elsewhere.Write("far.jpg", "far");
        Directory.CreateSymbolicLink(Path.Combine(_folder.Path, "link"), elsewhere.Path);
        File.CreateSymbolicLink(Path.Combine(_folder.Path, "single.jpg"), Path.Combine(elsewhere.Path, "far.jpg"));
        Assert.Equal(["single.jpg"], new FolderWalk(_folder.Path).Files().Select(file => file.RelativePath));
        Assert.Equal(["link/far.jpg"],
            new FolderWalk(_folder.Path, new FolderWalkOptions { FollowLinks = true }).Files().Select(file => file.RelativePath));
    }

    [SkippableFact]
    public void AHardLinkIsTheSameFileAndAPipeIsNone()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Inodes are read on Linux.");
        string one = _folder.Write("1.jpg", "1");
        Run("ln", one, Path.Combine(_folder.Path, "2.jpg"));
        Run("mkfifo", Path.Combine(_folder.Path, "pipe.jpg"));
        var walk = new FolderWalk(_folder.Path);
        Assert.Equal(["1.jpg"], walk.Files().Select(file => file.RelativePath));
        Assert.Equal((1, 1), (walk.Repeated, walk.SpecialFiles));
    }

    [Fact]
    public void TheWalkStopsAtTheNextNameWhenCancelled()
    {
        for (int i = 0; i < 10; i++) _folder.Write($"{i}.jpg", "x");
        using var source = new CancellationTokenSource();
        int seen = 0;
        Assert.Throws<OperationCanceledException>(() =>
        {
            foreach (WalkedFile _ in new FolderWalk(_folder.Path).Files(source.Token))
                if (++seen == 3) source.Cancel();
        });
        Assert.Equal(3, seen);
    }

    [Fact]
    public void WhatIsNotWantedIsCountedOrToldAndNotEntered()
    {
        foreach (string name in new[] { "1.jpg", "note.txt", ".hidden.jpg", "results/2.jpg", "in/3.jpg" }) _folder.Write(name, "x");
        List<string> filtered = [];
        var walk = new FolderWalk(_folder.Path, new FolderWalkOptions
        {
            Filter = path => path.EndsWith(".jpg", StringComparison.Ordinal), OnFiltered = filtered.Add,
            Except = [Path.Combine(_folder.Path, "results")],
        });
        Assert.Equal(["1.jpg", "in/3.jpg"], walk.Files().Select(file => file.RelativePath));
        Assert.Equal(1, walk.Companions);
        Assert.Equal("note.txt", Path.GetFileName(Assert.Single(filtered)));
        var flat = new FolderWalk(_folder.Path, new FolderWalkOptions { Recursive = false });
        Assert.Equal(["1.jpg", "note.txt"], flat.Files().Select(file => file.RelativePath));
        Assert.Equal(2, flat.FoldersNotEntered);
    }

    private static void Run(string program, params string[] arguments)
    {
        using var process = System.Diagnostics.Process.Start(program, arguments);
        process.WaitForExit();
        Assert.Equal(0, process.ExitCode);
    }
}
