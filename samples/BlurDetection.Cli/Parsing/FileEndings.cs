using System.CommandLine.Parsing;

namespace BlurDetection.Cli.Parsing;

/// <summary>Refuses names of written files that do not fit what is written, or that are taken.</summary>
internal static class FileEndings
{
    /// <summary>Adds an error if a file's ending is none of those that fit.</summary>
    public static void Check(CommandResult result, string option, string path, params string[] endings)
    {
        if (endings.Contains(Path.GetExtension(path), StringComparer.OrdinalIgnoreCase)) return;
        result.AddError($"{option} writes {string.Join(" or ", endings)}, not '{path}'.");
    }

    /// <summary>Adds an error if something is there already.</summary>
    public static void CheckFree(CommandResult result, string option, string path)
    {
        if (File.Exists(path) || Directory.Exists(path))
            result.AddError($"{option}: '{path}' is there already. Give another name, or --force to replace it.");
    }

    /// <summary>Adds an error if a folder holds any of the files that a command is about to write, by their names or patterns.</summary>
    public static void CheckFreeOf(CommandResult result, string option, string folder, IEnumerable<string> names, string instead = "")
    {
        if (!Directory.Exists(folder)) return;
        if (names.Select(name => Directory.EnumerateFileSystemEntries(folder, name).FirstOrDefault())
            .FirstOrDefault(found => found is not null) is { } there)
            result.AddError($"{option}: '{there}' is there already. Give another folder, or --force to replace it{instead}.");
    }
}
