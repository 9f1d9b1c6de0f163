using System.CommandLine;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Scanning;
using BlurDetection.Scanning;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur scan</c>: classifies millions of images into a folder of results.</summary>
internal static class ScanCommand
{
    public static Command Create()
    {
        var root = new Argument<string>("root")
        {
            Description = "A folder, a .zip or .tar archive, s3://bucket/prefix, or - for a list from standard input: paths, archives " +
                "and addresses, one a line.",
        };
        Option<string> to = ScanOptionsOfConsole.NewOut();
        var scan = new ScanOptionsOfConsole();
        var model = new ModelOptions();
        var command = new Command("scan", "Classify millions of images into a folder of Parquet files; go on where an earlier run ended.")
        {
            root, to,
        };
        scan.AddTo(command);
        model.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var classifier = model.Load(parsed, map: false);
            string folder = parsed.GetRequiredValue(to);
            var options = scan.Read(parsed, classifier);
            using var sources = new ConsoleSources(parsed.GetValue(scan.S3Endpoint), options.MaxBytes);
            ScanSource source = sources.Open(parsed.GetRequiredValue(root), parsed.GetValue(scan.AllFiles), folder);
            var (output, error) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            ScanSummary summary = await ScanView.RunAsync(error, parsed.GetValue(scan.Quiet),
                progress => new ImageScanner(classifier, options).ScanAsync(source, folder, progress, cancellation));
            if (summary.Counts.Total == 0)
                throw new NoImagesException(
                    $"No image in '{source.Name}'{(options.Shard.Count > 1 ? $" for shard {options.Shard}" : "")}.");
            string[] asked = parsed.GetValue(scan.Results) ?? [];
            // What an earlier run was asked for is not left behind as it was.
            foreach (string format in ScanOptionsOfConsole.Formats)
                if (Path.Combine(folder, $"results.{format}") is var file && (asked.Contains(format) || File.Exists(file)))
                    await ScanResults.Open(folder).WriteAsync(file, cancellation);
            await output.WriteLineAsync(ScanView.Text(summary));
            return ScanView.Code(summary.Counts, parsed.GetValue(scan.FailOnBlur));
        });
        return command;
    }
}
