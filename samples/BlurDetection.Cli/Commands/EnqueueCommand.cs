using System.CommandLine;
using System.Globalization;
using System.Runtime.CompilerServices;
using BlurDetection.Cli.Parsing;
using BlurDetection.Cli.Scanning;
using BlurDetection.Queue;
using BlurDetection.Scanning;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur enqueue</c>: asks workers to classify images.</summary>
internal static class EnqueueCommand
{
    public static Command Create()
    {
        var root = new Argument<string>("root")
        {
            Description = "A folder that workers see under the same path, s3://bucket/prefix, or - for a list from standard input.",
        };
        var threshold = new Option<double?>("--threshold", "-t")
        {
            Description = "The least probability at which an image is blurred, 0 to 1.",
            HelpName = "P",
        }.InRange(0, 1);
        Option<Uri?> endpoint = ScanOptionsOfConsole.NewS3Endpoint();
        var queue = new QueueOptionsOfConsole();
        var command = new Command("enqueue", "Put images into the queue that workers take them from.") { root, threshold, endpoint };
        queue.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            using var sources = new ConsoleSources(parsed.GetValue(endpoint), new ScanOptions().MaxBytes);
            string place = parsed.GetRequiredValue(root);
            ScanSource source = sources.Open(place, allFiles: false, results: Path.Combine(place, "none"));
            if (!Directory.Exists(place) && ScanSource.IsArchive(place))
                throw new ArgumentException("Workers read files, not archives: unpack it, or scan it.");
            await using RequestPublisher publisher = await RequestPublisher.ConnectAsync(queue.Read(parsed), cancellation);
            long count = await publisher.PublishAsync(RequestsAsync(source, parsed.GetValue(threshold), cancellation), cancellation);
            if (count == 0) throw new NoImagesException($"No image in '{source.Name}'.");
            await parsed.InvocationConfiguration.Output
                .WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{count:N0} requests are in the queue."));
            return ExitCode.Done;
        });
        return command;
    }

    internal static async IAsyncEnumerable<ClassificationRequest> RequestsAsync(
        ScanSource source, double? threshold, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        // Images of a bucket have their keys for names, those of a list their addresses; what cannot be opened has no local path.
        string below = source.Name.StartsWith("s3://", StringComparison.OrdinalIgnoreCase)
            ? $"s3://{source.Name["s3://".Length..].Split('/')[0]}/" : Path.IsPathFullyQualified(source.Name) ? source.Name + "/" : "";
        await foreach (ScanItem item in source.FindAsync(cancellationToken))
        {
            if (item.ReadInOrder)
                throw new ArgumentException($"'{item.Path}' is in an archive, which workers do not read: unpack it, or scan it.");
            string address = item.LocalPath is { } file ? Path.GetFullPath(file) : below + item.Path;
            yield return new ClassificationRequest(address, threshold);
        }
    }
}
