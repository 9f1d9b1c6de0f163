namespace BlurDetection.Queue.Tests.Support;

/// <summary>The instructions of a Dockerfile, with continued lines joined.</summary>
internal sealed record Dockerfile(string Path, IReadOnlyList<(string Name, string Text)> Instructions)
{
    public static Dockerfile Read(string path)
    {
        var instructions = new List<(string, string)>();
        string line = "";
        foreach (string part in File.ReadAllLines(path).Where(part => part.Trim().Length > 0 && !part.TrimStart().StartsWith('#')))
        {
            line += part.Trim();
            if (line.EndsWith('\\'))
            {
                line = line[..^1];
                continue;
            }
            instructions.Add((line.Split(' ')[0], line[(line.IndexOf(' ') + 1)..].Trim()));
            line = "";
        }
        Assert.Equal("", line);
        return new Dockerfile(path, instructions);
    }

    public IEnumerable<string> All(string name) =>
        Instructions.Where(instruction => instruction.Name == name).Select(instruction => instruction.Text);

    /// <summary>The instructions of the stage that becomes the image.</summary>
    public IReadOnlyList<(string Name, string Text)> LastStage =>
        [.. Instructions.Skip(Instructions.ToList().FindLastIndex(instruction => instruction.Name == "FROM"))];
}
