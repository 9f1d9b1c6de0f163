using BlurDetection.Tests.Packages;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

/// <summary>Runs what the pages show, outside the repository where it is meant to be used there.</summary>
[Collection(nameof(PackedFeed))]
public sealed class DocumentationTests(PackedFeed feed)
{
    private const string FrontPage = "README.md", Install = "dotnet tool install --global ";

    public static TheoryData<string> PageNames => [.. Pages.All];

    public static TheoryData<string> PagesWithCode =>
        [.. Pages.All.Where(page => Pages.Blocks(page).Any(block => block.Language != "text"))];

    [Theory]
    [MemberData(nameof(PageNames))]
    public void EveryBlockSaysWhetherItIsRunOrIsOutput(string page)
    {
        Assert.All(Pages.Blocks(page), block => Assert.Contains(block.Language, new[] { "csharp", "sh", "text" }));
        Assert.Empty(Pages.IndentedCode(page)); // indented code has no language: fence it
    }

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [MemberData(nameof(PagesWithCode))]
    public async Task EveryCommandAndSnippetOfAPageRuns(string page)
    {
        Skip.IfNot(File.Exists("/bin/bash"), "The commands are written for a shell.");
        IReadOnlyList<CodeBlock> blocks = Pages.Blocks(page);
        bool Shows(string text) => blocks.Any(block => block.Lines.Any(line => line.Contains(text, StringComparison.Ordinal)));
        Skip.If(Shows("in.mp4") && !Workspace.HasFfmpeg, "There is no ffmpeg to make the video with, and to read it.");
        await using var workspace = new Workspace(feed, Opening(blocks));
        if (Shows("in.mp4"))
            await workspace
                .RunAsync("ffmpeg -v error -loop 1 -framerate 5 -i b.jpg -t 3 -vf \"crop=640:480:x='80*t':y=120\" -pix_fmt yuv420p in.mp4");
        SnippetApp snippets = await feed.SnippetsAsync();
        foreach (CodeBlock block in blocks)
            try
            {
                if (block.Language == "csharp") await DotnetCommand.RunAsync(workspace.Root, snippets.Assembly, snippets.NameOf(block));
                if (block.Language == "sh") await RunAsync(workspace, block);
            }
            catch (Exception e)
            {
                throw new InvalidOperationException($"{block.Place}: {e.Message}", e);
            }
    }

    private async Task RunAsync(Workspace workspace, CodeBlock block)
    {
        string project = Path.Combine(workspace.Root, "YOUR.csproj"), before = File.ReadAllText(project);
        bool installs = false;
        foreach (string line in block.Lines.Where(line => line.Length > 0 && !line.StartsWith('#')))
        {
            if (line.StartsWith(Install, StringComparison.Ordinal)) await feed.PackToolAsync(line[Install.Length..].Trim());
            installs |= line.StartsWith(Install, StringComparison.Ordinal);
            await workspace.RunAsync(line);
        }
        if (installs)
            Assert.Contains("photo.jpg", await workspace.RunAsync("\"$HOME/.dotnet/tools/blur\" classify photo.jpg --json"));
        if (File.ReadAllText(project) == before) return;
        // The page's first lines, in a console app that is empty but for what the block adds.
        if (block.Lines.Any(line => line.StartsWith("dotnet pack", StringComparison.Ordinal)))
            Assert.Contains(feed.LaterVersion, File.ReadAllText(project));
        string said = await workspace.RunAsync($"dotnet run -c {Repository.Configuration}");
        if (block.Page == FrontPage)
        {
            Assert.Equal("blurred", said.Trim());
            File.Copy(Path.Combine(workspace.Root, "b.jpg"), Path.Combine(workspace.Root, "photo.jpg"), overwrite: true);
            Assert.Equal("not blurred", (await workspace.RunAsync($"dotnet run --no-build -c {Repository.Configuration}")).Trim());
            File.Copy(Path.Combine(workspace.Root, "a.jpg"), Path.Combine(workspace.Root, "photo.jpg"), overwrite: true);
        }
        File.WriteAllText(project, before);
    }

    private static List<string> Opening(IReadOnlyList<CodeBlock> blocks) =>
        blocks.FirstOrDefault(block => block.Language == "csharp")?.Lines.Select(SnippetApp.Quick).ToList() ?? [];
}
