using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

/// <summary>Every page that shows code: the front page, docs, the readmes of packages and samples.</summary>
internal static class Pages
{
    private const string Fence = "```";

    /// <summary>Paths inside the repository, in order.</summary>
    public static IReadOnlyList<string> All { get; } =
        [.. Files().Select(file => Path.GetRelativePath(Repository.Root, file).Replace('\\', '/')).Order(StringComparer.Ordinal)];

    /// <summary>The fenced blocks of a page, in order.</summary>
    public static IReadOnlyList<CodeBlock> Blocks(string page)
    {
        var blocks = new List<CodeBlock>();
        List<string>? inside = null;
        (int line, string language) = (0, "");
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, page));
        for (int i = 0; i < lines.Length; i++)
        {
            string trimmed = lines[i].Trim();
            if (!trimmed.StartsWith(Fence, StringComparison.Ordinal)) inside?.Add(lines[i]);
            else if (inside is null) (inside, line, language) = ([], i + 1, trimmed[Fence.Length..]);
            else
            {
                blocks.Add(new CodeBlock(page, line, language, inside));
                inside = null;
            }
        }
        Assert.True(inside is null, $"{page}: the fence of line {line} is not closed.");
        return blocks;
    }

    /// <summary>Lines that Markdown shows as code because they are indented by four spaces after an empty line.</summary>
    public static IEnumerable<string> IndentedCode(string page)
    {
        string[] lines = File.ReadAllLines(Path.Combine(Repository.Root, page));
        bool fenced = false;
        for (int i = 0; i < lines.Length; i++)
        {
            if (lines[i].TrimStart().StartsWith(Fence, StringComparison.Ordinal)) fenced = !fenced;
            bool follows = i == 0 || string.IsNullOrWhiteSpace(lines[i - 1]);
            if (!fenced && follows && lines[i].StartsWith("    ", StringComparison.Ordinal))
                yield return $"{page}:{i + 1}: {lines[i].Trim()}";
        }
    }

    private static IEnumerable<string> Files()
    {
        var top = new[] { "docs", "src", "samples" }.Select(name => Path.Combine(Repository.Root, name)).Where(Directory.Exists);
        return top.SelectMany(folder => Directory.EnumerateFiles(folder, "*.md", SearchOption.AllDirectories))
            .Where(file => !file.Split(Path.DirectorySeparatorChar).Any(part => part is "bin" or "obj"))
            .Append(Path.Combine(Repository.Root, "README.md"));
    }
}
