using System.Text.RegularExpressions;

namespace BlurDetection.Tests;

/// <summary>Which folders of a project use types of which others, read from the sources.</summary>
/// <remarks>
/// A file uses a type where it names it and sees its namespace, by a using or because it stands in or below it. Files in the project's root
/// are public doors and what everything throws or returns: each of them is a node of its own, so that a folder may use an exception of the
/// root and a classifier of the root the folder.
/// </remarks>
internal sealed partial class FolderGraph
{
    private readonly Dictionary<string, HashSet<string>> _uses = [];
    private readonly Dictionary<(string From, string To), SortedSet<string>> _because = [];

    public FolderGraph(string project)
    {
        SourceFile[] files = [.. Directory.EnumerateFiles(project, "*.cs", SearchOption.AllDirectories)
            .Where(path => !Built().IsMatch(Path.GetRelativePath(project, path))).Select(path => new SourceFile(project, path))];
        ILookup<string, SourceFile> declared = files.SelectMany(file => file.Declared.Select(name => (name, file)))
            .ToLookup(pair => pair.name, pair => pair.file);
        foreach (SourceFile file in files)
            foreach (string name in file.Named)
            {
                if (declared[name].Any(other => other.Node == file.Node)) continue;
                foreach (SourceFile other in declared[name].Where(other => file.Sees(other.Namespace))) Add(file, other.Node, name);
            }
    }

    public IEnumerable<string> Nodes => _uses.Keys;

    /// <summary>The ways round: pairs of nodes of which each reaches the other, with the types that lead from the first to the second.
    /// Those between two files of the root are left out.</summary>
    public IEnumerable<string> Cycles()
    {
        foreach (((string from, string to), SortedSet<string> because) in _because.OrderBy(pair => pair.Key.From, StringComparer.Ordinal))
            if ((from[0] != '/' || to[0] != '/') && Reaches(to, from))
                yield return $"{from} -> {to}: {string.Join(", ", because)}";
    }

    private bool Reaches(string from, string to)
    {
        var seen = new HashSet<string>();
        var open = new Stack<string>([from]);
        while (open.TryPop(out string? node))
        {
            if (node == to) return true;
            if (!seen.Add(node) || !_uses.TryGetValue(node, out HashSet<string>? next)) continue;
            foreach (string other in next) open.Push(other);
        }
        return false;
    }

    private void Add(SourceFile file, string to, string type)
    {
        if (!_uses.TryGetValue(file.Node, out HashSet<string>? uses)) _uses[file.Node] = uses = [];
        uses.Add(to);
        if (!_because.TryGetValue((file.Node, to), out SortedSet<string>? because))
            _because[(file.Node, to)] = because = new SortedSet<string>(StringComparer.Ordinal);
        because.Add($"{file.Name} uses {type}");
    }

    private sealed class SourceFile
    {
        private readonly HashSet<string> _seen = [];

        public SourceFile(string project, string path)
        {
            string text = NoCode().Replace(File.ReadAllText(path), " ");
            string folder = Path.GetRelativePath(project, Path.GetDirectoryName(path)!);
            Name = Path.GetFileNameWithoutExtension(path);
            Node = folder == "." ? "/" + Name.Split('.')[0] : folder.Split(Path.DirectorySeparatorChar)[0];
            Namespace = NamespaceLine().Match(text).Groups["name"].Value;
            Declared = [.. Declaration().Matches(text).Select(match => match.Groups["name"].Value).Distinct()];
            Named = [.. TypeName().Matches(text).Select(match => match.Value).Distinct()];
            foreach (Match match in UsingLine().Matches(text)) _seen.Add(match.Groups["name"].Value);
            for (string seen = Namespace; seen.Length > 0; seen = seen[..Math.Max(0, seen.LastIndexOf('.'))]) _seen.Add(seen);
        }

        public string Name { get; }

        public string Node { get; }

        public string Namespace { get; }

        public string[] Declared { get; }

        public string[] Named { get; }

        public bool Sees(string name) => _seen.Contains(name);
    }

    [GeneratedRegex(@"(^|[\\/])(bin|obj)[\\/]")]
    private static partial Regex Built();

    // Strings and comments, documentation included.
    [GeneratedRegex(""""
        """[\s\S]*?"""|@?"(?:\\.|[^"\\\n])*"|//[^\n]*|/\*[\s\S]*?\*/
        """")]
    private static partial Regex NoCode();

    [GeneratedRegex(@"^namespace (?<name>[\w.]+)", RegexOptions.Multiline)]
    private static partial Regex NamespaceLine();

    [GeneratedRegex(@"^using (?:static )?(?<name>[\w.]+);", RegexOptions.Multiline)]
    private static partial Regex UsingLine();

    [GeneratedRegex(@"\b(?:class|struct|interface|enum|record(?: struct| class)?|delegate [\w<>,.? ]+?) (?<name>[A-Z]\w*)")]
    private static partial Regex Declaration();

    // What stands behind a dot is a member, or named with its namespace.
    [GeneratedRegex(@"(?<![\w.])[A-Z]\w*")]
    private static partial Regex TypeName();
}
