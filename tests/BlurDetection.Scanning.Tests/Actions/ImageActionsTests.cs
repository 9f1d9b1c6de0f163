using System.Diagnostics;
using BlurDetection.Scanning.Actions;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Actions;

public sealed class ImageActionsTests : IAsyncLifetime, IDisposable
{
    private readonly TempFolder _folder = new();

    private string Images => _folder.PathOf("images");

    private string Results => _folder.PathOf("results");

    private string Target => _folder.PathOf("target");

    public async Task InitializeAsync()
    {
        _folder.Add("images/a/soft.jpg", [90, 1]);
        _folder.Add("images/b/soft.jpg", [95, 2]);
        _folder.Add("images/sharp.jpg", [10, 3]);
        var classifier = new ByteClassifier(bytes => ByteClassifier.Of(bytes.Span[0] / 100.0)
            with { Kind = bytes.Span[0] == 95 ? BlurKind.Motion : bytes.Span[0] == 90 ? BlurKind.Defocus : null });
        await new ImageScanner(classifier).ScanAsync(new FolderSource(Images), Results);
    }

    public Task DisposeAsync() => Task.CompletedTask;

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData(ImageActionKind.Move)]
    [InlineData(ImageActionKind.Copy)]
    [InlineData(ImageActionKind.Link)]
    [InlineData(ImageActionKind.Delete)]
    [InlineData(ImageActionKind.Tag)]
    public async Task ADryRunChangesNothingAndUndoBringsEverythingBack(ImageActionKind kind)
    {
        string before = Snapshot();
        Assert.Equal(2, (await RunAsync(kind, apply: false)).Count);
        Assert.Equal(before, Snapshot());

        Assert.All(await RunAsync(kind, apply: true), action => Assert.Null(action.Problem));
        Assert.NotEqual(before, Snapshot());
        Assert.Equal(kind is ImageActionKind.Move or ImageActionKind.Delete, !File.Exists(Path.Combine(Images, "a/soft.jpg")));
        string after = Snapshot();
        Assert.Equal(2, ImageActionUndo.Run(Results, apply: false).Count());
        Assert.Equal(after, Snapshot());
        Assert.All(ImageActionUndo.Run(Results, apply: true).ToList(), action => Assert.Null(action.Problem));
        Assert.Equal(before, Snapshot());
        Assert.Throws<ScanException>(() => ImageActionUndo.Run(Results, apply: true).ToList());
    }

    [Fact]
    public async Task NothingIsOverwrittenANameThatExistsGetsANumber()
    {
        _folder.Add("target/a/soft.jpg", [1, 1]);
        _folder.Add("target/a/soft (2).jpg", [2, 2]);
        await RunAsync(ImageActionKind.Move, apply: true);
        Assert.Equal([1, 1], File.ReadAllBytes(Path.Combine(Target, "a/soft.jpg")));
        Assert.Equal([90, 1], File.ReadAllBytes(Path.Combine(Target, "a/soft (3).jpg")));
    }

    [Theory]
    [InlineData("../outside.jpg")]
    [InlineData("a/../../outside.jpg")]
    [InlineData("absolute")]
    public async Task ANameThatLeadsOutOfTheFolderIsLeftAlone(string name)
    {
        string outside = _folder.Add("outside.jpg", [90]);
        var item = new ScanItem(name == "absolute" ? outside : name, _ => ValueTask.FromResult<Stream>(new MemoryStream([90])))
        {
            Size = 1, Modified = File.GetLastWriteTimeUtc(outside),
        };
        await new ImageScanner(new ByteClassifier()).ScanAsync(new ScriptedSource(item), _folder.PathOf("listed"));
        var options = new ImageActionOptions { Kind = ImageActionKind.Move, Target = Target, ImagesFolder = Images };
        var actions = new List<ImageAction>();
        await foreach (ImageAction action in new ImageActions(_folder.PathOf("listed"), options).RunAsync(apply: true)) actions.Add(action);
        Assert.Contains("outside", Assert.Single(actions).Problem);
        Assert.True(File.Exists(outside));
    }

    [Fact]
    public async Task WhatHasChangedSinceTheScanIsLeftAlone()
    {
        _folder.Add("images/a/soft.jpg", [90, 1, 1]);
        var actions = await RunAsync(ImageActionKind.Delete, apply: true);
        Assert.Contains("changed", actions.Single(action => action.Problem is not null).Problem);
        Assert.True(File.Exists(Path.Combine(Images, "a/soft.jpg")));
        Assert.False(File.Exists(Path.Combine(Images, "b/soft.jpg")));
    }

    [Fact]
    public async Task UndoLeavesAloneWhatHasChangedSinceAndCanBeTriedAgain()
    {
        await RunAsync(ImageActionKind.Move, apply: true);
        _folder.Add("images/a/soft.jpg", [7]);
        var first = ImageActionUndo.Run(Results, apply: true).ToList();
        Assert.Contains("there again", Assert.Single(first, action => action.Problem is not null).Problem);
        Assert.True(File.Exists(Path.Combine(Images, "b/soft.jpg")));
        File.Delete(Path.Combine(Images, "a/soft.jpg"));
        Assert.Null(Assert.Single(ImageActionUndo.Run(Results, apply: true).ToList()).Problem);
        Assert.Equal([90, 1], File.ReadAllBytes(Path.Combine(Images, "a/soft.jpg")));
    }

    [Fact]
    public async Task AJournalThatAKillCutOffUndoesWhatWasDone()
    {
        string before = Snapshot();
        await RunAsync(ImageActionKind.Move, apply: true);
        string journal = Assert.Single(Directory.GetFiles(Path.Combine(Results, "actions")));
        await File.AppendAllTextAsync(journal, "{\"kind\":\"mo");
        File.Move(Path.Combine(Target, "b/soft.jpg"), Path.Combine(Images, "b/soft.jpg")); // announced, and not done
        Assert.Single(ImageActionUndo.Run(Results, apply: true).ToList());
        Assert.Equal(before, Snapshot());
    }

    [Fact]
    public async Task OnlyTheImagesThatAreMeantAreActedOn()
    {
        Assert.Single(await RunAsync(ImageActionKind.Copy, apply: false, options => options.MinProbability = 0.93));
        Assert.EndsWith("b/soft.jpg",
            Assert.Single(await RunAsync(ImageActionKind.Copy, apply: false, options => options.BlurKind = BlurKind.Motion)).From);
        Assert.EndsWith("sharp.jpg",
            Assert.Single(await RunAsync(ImageActionKind.Copy, apply: false, options => options.Verdict = BlurVerdict.Focus)).From);
    }

    [Fact]
    public async Task ASidecarGoesWithItsImage()
    {
        _folder.Add("images/a/soft.jpg.xmp", [1]);
        await RunAsync(ImageActionKind.Move, apply: true);
        Assert.True(File.Exists(Path.Combine(Target, "a/soft.jpg.xmp")));
        ImageActionUndo.Run(Results, apply: true).ToList();
        Assert.True(File.Exists(Path.Combine(Images, "a/soft.jpg.xmp")));
    }

    [Fact]
    public async Task AnEmptiedTrashIsGone()
    {
        await RunAsync(ImageActionKind.Delete, apply: true);
        Assert.Equal((2, 4L), ImageTrash.Empty(Results, apply: false));
        Assert.Equal((2, 4L), ImageTrash.Empty(Results, apply: true));
        Assert.Equal((0, 0L), ImageTrash.Empty(Results, apply: true));
    }

    [SkippableFact]
    public async Task SidecarsAreReadByTheLibraryOfDarktableAndDigiKam()
    {
        Skip.If(!File.Exists("/usr/bin/exiv2"), "Needs exiv2.");
        await RunAsync(ImageActionKind.Tag, apply: true);
        string told = await Exiv2Async(Path.Combine(Images, "b/soft.jpg.xmp"));
        Assert.Matches(@"Xmp\.xmp\.Rating\s+1\b", told);
        Assert.Matches(@"Xmp\.digiKam\.PickLabel\s+1\b", told);
        Assert.Matches(@"Xmp\.dc\.subject\s+blurred, motion blur", told);
        Assert.Matches(@"Xmp\.lr\.hierarchicalSubject\s+sharpness\|blurred, sharpness\|blurred\|motion", told);
    }

    [SkippableFact]
    public async Task WhatASidecarSaysAlreadyStays()
    {
        Skip.If(!File.Exists("/usr/bin/exiv2"), "Needs exiv2.");
        string sidecar = _folder.Add("images/b/soft.xmp", """
            <?xml version="1.0" encoding="UTF-8"?>
            <x:xmpmeta xmlns:x="adobe:ns:meta/"><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
             <rdf:Description rdf:about="" xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"
               xmlns:darktable="http://darktable.sf.net/" xmp:Rating="4" darktable:xmp_version="5">
              <dc:subject><rdf:Bag><rdf:li>holiday</rdf:li></rdf:Bag></dc:subject>
             </rdf:Description></rdf:RDF></x:xmpmeta>
            """u8.ToArray());
        byte[] before = File.ReadAllBytes(sidecar);
        await RunAsync(ImageActionKind.Tag, apply: true, options => options.Sidecars = SidecarNaming.Replaced);
        string told = await Exiv2Async(sidecar);
        Assert.Matches(@"Xmp\.xmp\.Rating\s+4\b", told);
        Assert.Matches(@"Xmp\.dc\.subject\s+holiday, blurred, motion blur", told);
        Assert.Matches(@"Xmp\.darktable\.xmp_version\s+5\b", told);
        byte[] once = File.ReadAllBytes(sidecar);
        await RunAsync(ImageActionKind.Tag, apply: true, options => options.Sidecars = SidecarNaming.Replaced);
        Assert.Equal(once, File.ReadAllBytes(sidecar));
        ImageActionUndo.Run(Results, apply: true).ToList(); // the second one did nothing
        ImageActionUndo.Run(Results, apply: true).ToList();
        Assert.Equal(before, File.ReadAllBytes(sidecar));
    }

    [Fact]
    public async Task ASidecarThatIsNotXMPIsLeftAlone()
    {
        string sidecar = _folder.Add("images/b/soft.jpg.xmp", [1, 2]);
        var actions = await RunAsync(ImageActionKind.Tag, apply: true);
        Assert.Single(actions, action => action.Problem is not null);
        Assert.Equal([1, 2], File.ReadAllBytes(sidecar));
    }

    private async Task<List<ImageAction>> RunAsync(ImageActionKind kind, bool apply, Action<ImageActionOptions>? configure = null)
    {
        var options = new ImageActionOptions { Kind = kind, Target = Target };
        configure?.Invoke(options);
        var actions = new List<ImageAction>();
        await foreach (ImageAction action in new ImageActions(Results, options).RunAsync(apply)) actions.Add(action);
        return actions;
    }

    // Names, contents and links of everything but journals.
    private string Snapshot() => string.Join('\n', Directory.EnumerateFiles(_folder.Root, "*", SearchOption.AllDirectories)
        .Where(file => !file.Contains("/actions/", StringComparison.Ordinal)).Order(StringComparer.Ordinal)
        .Select(file => $"{file} {new FileInfo(file).LinkTarget} {Convert.ToHexString(File.ReadAllBytes(file))}"));

    private static async Task<string> Exiv2Async(string sidecar)
    {
        using Process process = Process.Start(new ProcessStartInfo("exiv2", ["-PXkt", sidecar]) { RedirectStandardOutput = true })!;
        return await process.StandardOutput.ReadToEndAsync();
    }
}
