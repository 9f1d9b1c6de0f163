using System.CommandLine;
using System.CommandLine.Parsing;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Images;

namespace BlurDetection.Cli.Commands;

/// <summary>The options of <c>blur classify</c> that say which images are taken and how the results are listed.</summary>
internal sealed class ListingOptions
{
    private readonly Option<BlurVerdict?> _only = new Option<BlurVerdict?>("--only")
    {
        Description = "List focus, blurred or indeterminate images alone; all are counted.", HelpName = "VERDICT",
    }.OneOfNames();

    private readonly Option<ResultOrder?> _sort = new Option<ResultOrder?>("--sort")
    {
        Description = "List in the end, the most blurred first, by strength or probability.", HelpName = "ORDER",
    }.OneOfNames();

    private readonly Option<string?> _report = new("--report")
    {
        Description = "Write a page with all images, the most blurred first.",
        HelpName = "FILE.html",
    };
    private readonly Option<string?> _filesFrom = new("--files-from")
    {
        Description = "Read paths from a file, one a line; - for standard input.",
        HelpName = "FILE",
    };
    private readonly Option<bool> _zero = new("--null", "-0")
    {
        Description = "Paths of --files-from end with a zero byte (find -print0).",
    };
    private readonly Option<string?> _resume = new("--resume")
    {
        Description = "Write JSON lines behind those in FILE, and leave out the images that stand in it.", HelpName = "FILE.jsonl",
    };

    public void AddTo(Command command, Argument<string[]> inputs)
    {
        foreach (Option option in new Option[] { _only, _sort, _report, _filesFrom, _zero, _resume }) command.Options.Add(option);
        command.Validators.Add(result =>
        {
            bool listed = result.GetResult(_filesFrom) is not null;
            if (!listed && result.GetResult(inputs) is null or { Tokens.Count: 0 })
                result.AddError("Name images, folders or patterns, or give --files-from FILE.");
            if (!listed && result.GetResult(_zero) is not null) result.AddError("--null needs --files-from.");
            if (result.GetResult(_resume) is not null && result.GetResult(_sort) is not null)
                result.AddError("Give --resume or --sort, not both.");
            if (result.GetValue(_report) is { } page) FileEndings.Check(result, "--report", page, ".html", ".htm");
        });
    }

    public BlurVerdict? Only(ParseResult parsed) => parsed.GetValue(_only);

    public ResultOrder? Sort(ParseResult parsed) => parsed.GetValue(_sort);

    public string? Report(ParseResult parsed) => parsed.GetValue(_report);

    public string? Resume(ParseResult parsed) => parsed.GetValue(_resume);

    /// <summary>The listed files, if any, behind the named ones.</summary>
    public IEnumerable<ImageInput> Listed(ParseResult parsed) =>
        parsed.GetValue(_filesFrom) is { } list ? FileList.Read(list, parsed.GetValue(_zero)) : [];

    /// <summary>Whether all paths can be known before the work begins.</summary>
    public bool CanCount(ParseResult parsed) => parsed.GetValue(_filesFrom) != "-";
}
