namespace BlurDetection.Tests.Documentation;

/// <summary>A fenced block of a page.</summary>
/// <param name="Page">The page's path in the repository.</param>
/// <param name="Line">The line of the opening fence, from 1.</param>
/// <param name="Language">What the fence says: "csharp", "sh", "text".</param>
/// <param name="Lines">What stands between the fences.</param>
internal sealed record CodeBlock(string Page, int Line, string Language, IReadOnlyList<string> Lines)
{
    /// <summary>Where it stands, for messages and as a name.</summary>
    public string Place => $"{Page}:{Line}";

    public override string ToString() => Place;
}
