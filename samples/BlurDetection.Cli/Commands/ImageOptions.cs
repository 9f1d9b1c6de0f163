using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Dicom;
using BlurDetection.Imaging;

namespace BlurDetection.Cli.Commands;

/// <summary>The options that say what of each image is classified, and how it is read.</summary>
internal sealed class ImageOptions
{
    private readonly Option<int?> _longSide = new Option<int?>("--long-side")
    {
        Description = "The longer side that images are scaled down to; finer detail counts when it is larger. Default: the model's own.",
        HelpName = "PX",
    }.InRange(64, 8192);

    private readonly Option<long?> _maxPixels = new Option<long?>("--max-pixels")
    {
        Description = "Images with more pixels are refused. Default: 100000000.",
        HelpName = "N",
    }.InRange(1, 4_000_000_000);

    private readonly Option<ImageRegion?> _region = new("--region")
    {
        Description =
            "The part that is classified: left,top,width,height in shares of the sides (0.1,0,0.8,1) or in pixels (10,20,300,200px).",
        HelpName = "L,T,W,H",
        CustomParser = result => RegionText.Parse(result, "--region"),
    };

    private readonly Option<ImageRegion?[]> _masks = new("--mask")
    {
        Description = "A part that is left out, such as a time stamp; written like --region, and may be given several times.",
        HelpName = "L,T,W,H",
        CustomParser = result => [.. result.Tokens.Select(token => RegionText.Parse(token.Value, "--mask", result))],
        AllowMultipleArgumentsPerToken = false,
    };

    private readonly Option<string?> _page = new("--page")
    {
        Description = "Which image is read of files that hold several (TIFF pages, DICOM frames), counted from 0, or all. Default: 0.",
        HelpName = "N",
    };

    private readonly Option<SampleWindow?> _window = new("--window")
    {
        Description = "Samples shown: centre,width. They become black to white, whatever the file says.",
        HelpName = "C,W",
        CustomParser =
            result => PairText.Parse<SampleWindow>(result, "--window", "centre,width", (c, w) => w > 0 ? new SampleWindow(c, w) : null),
    };

    private readonly Option<bool> _ultrasoundRegions = new("--ultrasound-regions")
    {
        Description = "DICOM: only the regions of an ultrasound image that the file names count, not what the device prints around them.",
    };

    private readonly Option<string?> _range = new("--range")
    {
        Description = "How samples of more than 8 bits become black to white: auto (the file's metadata, else percentiles), full, or two " +
            "percentiles (0.1,99.9). Default: auto.",
        HelpName = "RANGE",
    };

    /// <summary>Whether every page of a file is classified.</summary>
    public bool AllPages(ParseResult parsed) => parsed.GetValue(_page) == "all";

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        foreach (Option option in new Option[] { _longSide, _maxPixels, _region, _masks, _page, _window, _range, _ultrasoundRegions })
            command.Options.Add(option);
        _page.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && text != "all"
                && !(NumberText.TryRead(text, out int page) && page is >= 0 and <= 1_000_000))
                result.AddError($"--page is a whole number from 0 to 1000000, or all, not '{text}'.");
        });
        _range.Validators.Add(result =>
        {
            if (result.Tokens is [{ Value: var text }] && RangeText.Parse(text) is null)
                result.AddError($"--range is auto, full, or two percentiles such as 0.1,99.9, not '{text}'.");
        });
    }

    /// <summary>Sets what was given.</summary>
    public void Apply(ParseResult parsed, BlurClassifierOptions options)
    {
        options.LongSide = parsed.GetValue(_longSide);
        if (parsed.GetValue(_maxPixels) is { } most) options.Decoding.MaxPixels = most;
        options.Region = parsed.GetValue(_region);
        foreach (ImageRegion? mask in parsed.GetValue(_masks) ?? []) if (mask is { } part) options.Masks.Add(part);
        options.Decoding.Page = Page(parsed);
        options.Decoding.Range = Range(parsed);
    }

    /// <summary>Sets what was given for DICOM.</summary>
    public bool OnlyUltrasoundRegions(ParseResult parsed) => parsed.GetValue(_ultrasoundRegions);

    /// <summary>The page of --page; 0 for all.</summary>
    public int Page(ParseResult parsed) => NumberText.TryRead(parsed.GetValue(_page) ?? "0", out int page) ? page : 0;

    /// <summary>The range of --range and --window.</summary>
    public SampleRangeOptions Range(ParseResult parsed)
    {
        SampleRangeOptions range = parsed.GetValue(_range) is { } text ? RangeText.Parse(text)! : new SampleRangeOptions();
        range.Window = parsed.GetValue(_window);
        return range;
    }
}
