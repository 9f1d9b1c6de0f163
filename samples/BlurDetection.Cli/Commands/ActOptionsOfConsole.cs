using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Scanning.Actions;

namespace BlurDetection.Cli.Commands;

/// <summary>The options of <c>blur act</c>.</summary>
internal sealed class ActOptionsOfConsole
{
    private readonly Option<string?> _move = Into("--move", "Move the images into FOLDER."),
        _copy = Into("--copy", "Copy them into FOLDER."),
        _link = Into("--link", "Put symbolic links to them into FOLDER.");

    private readonly Option<bool> _tag = new("--tag") { Description = "Write rating, pick label and keywords into XMP sidecars." };
    private readonly Option<bool> _delete = new("--delete") { Description = "Move them into the trash in DIR." };

    private readonly Option<BlurVerdict?> _verdict = new Option<BlurVerdict?>("--verdict")
    {
        Description = "Only images that are blurred, focus or indeterminate. Default: blurred.", HelpName = "VERDICT",
    }.OneOfNames();

    private readonly Option<BlurKind?> _kind = new Option<BlurKind?>("--kind")
    {
        Description = "Only this kind of blur: defocus, motion or other.",
        HelpName = "KIND",
    }.OneOfNames();

    private readonly Option<double> _probability = new Option<double>("--min-probability")
    {
        Description = "Only from this probability of blur on, 0 to 1.",
        HelpName = "P",
    }.InRange(0, 1);

    private readonly Option<int> _rating = new Option<int>("--rating")
    {
        Description = "With --tag: the rating of blurred images that have none, -1 (rejected) to 5.", HelpName = "N",
        DefaultValueFactory = _ => 1,
    }.InRange(-1, 5);

    private readonly Option<SidecarNaming> _sidecars = new Option<SidecarNaming>("--sidecars")
    {
        Description = "With --tag: appended (photo.jpg.xmp: darktable, digiKam) or replaced (photo.xmp: Lightroom). Default: appended.",
        HelpName = "NAMES",
    }.OneOfNames();

    private readonly Option<string?> _images = new("--images", "-i")
    {
        Description = "Where the images are now. Default: where the scan found them.",
        HelpName = "ROOT",
    };

    public Option<bool> Undo { get; } = new("--undo") { Description = "Undo the latest action that was applied." };

    public Option<bool> EmptyTrash { get; } = new("--empty-trash") { Description = "Delete for good what --delete moved into the trash." };

    public Option<bool> Apply { get; } = new("--apply") { Description = "Do it. Without this nothing is changed." };

    public void AddTo(Command command)
    {
        Option[] verbs = [_move, _copy, _link, _tag, _delete, Undo, EmptyTrash];
        foreach (Option option in (Option[])[.. verbs, _verdict, _kind, _probability, _rating, _sidecars, _images, Apply])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (verbs.Count(verb => result.GetResult(verb) is { Implicit: false }) != 1)
                result.AddError("Give one of --move, --copy, --link, --tag, --delete, --undo and --empty-trash.");
        });
    }

    public ImageActionOptions Read(ParseResult parsed) => new()
    {
        Kind = parsed.GetValue(_tag) ? ImageActionKind.Tag : parsed.GetValue(_delete) ? ImageActionKind.Delete
            : parsed.GetValue(_move) is not null ? ImageActionKind.Move : parsed.GetValue(_copy) is not null ? ImageActionKind.Copy
            : ImageActionKind.Link,
        Target = parsed.GetValue(_move) ?? parsed.GetValue(_copy) ?? parsed.GetValue(_link),
        Verdict = parsed.GetValue(_verdict) ?? BlurVerdict.Blurred,
        BlurKind = parsed.GetValue(_kind),
        MinProbability = parsed.GetValue(_probability),
        Rating = parsed.GetValue(_rating),
        Sidecars = parsed.GetValue(_sidecars),
        ImagesFolder = parsed.GetValue(_images),
    };

    private static Option<string?> Into(string name, string description) => new(name) { Description = description, HelpName = "FOLDER" };
}
