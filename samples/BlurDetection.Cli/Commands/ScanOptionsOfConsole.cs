using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Scanning;

namespace BlurDetection.Cli.Commands;

/// <summary>The options of <c>blur scan</c>.</summary>
internal sealed class ScanOptionsOfConsole
{
    internal static readonly string[] Formats = ["parquet", "csv", "jsonl"];

    public Option<string?> Shard { get; } = new("--shard")
    {
        Description = "Scan one of N equal shares, chosen by a hash of the path: 1/N, 2/N ... Shards run anywhere; join reads them as one.",
        HelpName = "I/N",
    };

    public Option<int?> Parallel { get; } = new Option<int?>("--parallel", "-p")
    {
        Description = "Images classified at a time. Default: one for each processor.",
        HelpName = "N",
    }.InRange(1, 1024);

    public Option<int> PartSize { get; } = new Option<int>("--part-size")
    {
        Description = "Most rows of one Parquet file; a kill costs no more than the current one.",
        HelpName = "N",
        DefaultValueFactory = _ => new ScanOptions().PartSize,
    }.InRange(1, 1_000_000);

    public Option<bool> ContentHash { get; } =
        new("--content-hash") { Description = "Tell changed images by their SHA-256, not by size and time; it is then a column." };

    public Option<bool> Timings { get; } = new("--timings") { Description = "Add a column with the milliseconds that each image took." };

    public Option<bool> Thumbnails { get; } =
        new("--thumbnails") { Description = "Add a column of thumbnails, for reports of archives, buckets and downloads." };

    public Option<bool> Prune { get; } =
        new("--prune") { Description = "Take images that are no longer in the folder out of the results." };

    public Option<bool> AllFiles { get; } = new("--all-files") { Description = "Take every file for an image, whatever its ending." };

    public Option<string[]> Results { get; } = new("--results")
    {
        Description =
            "At the end write all results into one file in DIR, sorted by path: parquet, csv or jsonl. May be given several times; later " +
            "runs write it anew.",
        HelpName = "FORMAT",
    };

    public Option<Uri?> S3Endpoint { get; } = NewS3Endpoint();

    public Option<bool> FailOnBlur { get; } = new("--fail-on-blur")
    {
        Description = "Exit with 1 if any image is blurred; with 3 if none is, but some could not be classified or all are indeterminate.",
    };

    public Option<bool> Quiet { get; } = DataOptions.NewQuiet();

    public static Option<string> NewOut() => new("--out", "-o")
    {
        Description = "Folder for the results.",
        HelpName = "DIR",
        Required = true,
    };

    public static Option<Uri?> NewS3Endpoint()
    {
        var option = new Option<Uri?>("--s3-endpoint")
        {
            Description = "Address of the S3 server. Default: AWS_ENDPOINT_URL; keys come from the AWS_ variables.",
            HelpName = "URL",
        };
        option.CustomParser = result =>
        {
            if (result.Tokens is not [{ Value: var text }]) return null;
            if (Uri.TryCreate(text, UriKind.Absolute, out Uri? uri)
                && (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps))
                return uri;
            result.AddError($"--s3-endpoint is an http or https address, not '{text}'.");
            return null;
        };
        return option;
    }

    public void AddTo(Command command)
    {
        foreach (Option option in (Option[])[Shard, Parallel, PartSize, ContentHash, Timings, Thumbnails, AllFiles, Prune, Results,
            S3Endpoint, FailOnBlur, Quiet])
            command.Options.Add(option);
        command.Validators.Add(result =>
        {
            if (result.GetValue(Shard) is { } shard && !ScanShard.TryParse(shard, out _))
                result.AddError($"--shard is I/N with I from 1 to N and N at most {ScanShard.MaxCount}, not '{shard}'.");
            foreach (string format in result.GetValue(Results) ?? [])
                if (!Formats.Contains(format)) result.AddError($"--results is parquet, csv or jsonl, not '{format}'.");
        });
    }

    public ScanOptions Read(ParseResult parsed, BlurClassifier classifier) => new()
    {
        Model = classifier.Identity,
        Shard = parsed.GetValue(Shard) is { } text && ScanShard.TryParse(text, out ScanShard shard) ? shard : ScanShard.Whole,
        Parallelism = parsed.GetValue(Parallel) ?? Environment.ProcessorCount,
        PartSize = parsed.GetValue(PartSize),
        ContentHash = parsed.GetValue(ContentHash),
        Timings = parsed.GetValue(Timings),
        Thumbnails = parsed.GetValue(Thumbnails),
        Prune = parsed.GetValue(Prune),
    };
}
