using System.CommandLine;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Cli.Commands;

/// <summary>The options that name labelled images, and how much is told meanwhile; the same for every command that reads them.</summary>
internal sealed class DataOptions
{
    public Option<string?> Images { get; } = new("--images", "-i") { Description = "Folder of the images.", HelpName = "DIR" };

    public Option<string?> Labels { get; } = new("--labels", "-l") { Description =
        "CSV with filename,label (0 blur, 1 focus) and, if there, group, split, blur_type, confidence.", HelpName = "FILE" };

    public Option<bool> Strict { get; } = NewStrict();

    public Option<bool> Json { get; } = new("--json") { Description = "Write one JSON object." };

    public Option<bool> Quiet { get; } = NewQuiet();

    public Option<bool> Follow { get; } = NewFollow();

    public static Option<bool> NewFollow() => new("--follow")
    {
        Description = "Follow links to folders; each folder and file still counts once.",
    };

    public static Option<bool> NewStrict() => new("--strict")
    {
        Description = "Stop at the first row that cannot be used. Default: report it and go on.",
    };

    public static Option<bool> NewQuiet() => new("--quiet", "-q") { Description = "No progress." };

    public static Option<bool> NewForce() => new("--force") { Description = "Replace what is there." };

    public static LabelFileOptions Reading(bool strict) => new()
    {
        StopAtProblem = strict,
    };

    /// <summary>Adds the options to a command.</summary>
    public DataOptions AddTo(Command command, bool required = true)
    {
        (Images.Required, Labels.Required) = (required, required);
        foreach (Option option in new Option[] { Images, Labels, Follow, Strict, Json, Quiet }) command.Options.Add(option);
        return this;
    }

    public LabelFileOptions Reading(ParseResult parsed) => Reading(parsed.GetValue(Strict));

    /// <summary>The command line as typed, for a report.</summary>
    public static string CommandLine(ParseResult parsed) =>
        "blur " + string.Join(' ', parsed.Tokens.Select(token => token.Value.Any(char.IsWhiteSpace) ? $"\"{token.Value}\"" : token.Value));
}
