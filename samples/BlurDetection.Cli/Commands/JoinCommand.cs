using System.CommandLine;
using BlurDetection.Cli.Scanning;
using BlurDetection.Scanning;
using BlurDetection.Scanning.Results;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur join</c>: the results of one scan, or of shards, as one file.</summary>
internal static class JoinCommand
{
    public static Command Create()
    {
        Argument<string[]> folders = NewFolders();
        var to = new Option<string>("--out", "-o")
        {
            Description = "The file to write: .parquet, .csv or .jsonl, sorted by path.",
            HelpName = "FILE",
            Required = true,
        };
        to.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<string>() is { } file && !ScanResults.CanWrite(file))
                result.AddError($"--out ends in .parquet, .csv or .jsonl, not '{file}'.");
        });
        var command = new Command("join", "Write the results of a scan, or of shards that were scanned anywhere, into one file.")
        {
            folders, to,
        };
        command.SetAction(async (parsed, cancellation) =>
        {
            ScanResults results = ScanResults.Open(parsed.GetRequiredValue(folders));
            ScanCounts counts = await results.WriteAsync(parsed.GetRequiredValue(to), cancellation);
            await parsed.InvocationConfiguration.Output.WriteLineAsync($"{ScanView.Text(counts)}.");
            if (results.MissingShards is { Count: > 0 } missing)
                await parsed.InvocationConfiguration.Error.WriteLineAsync(
                    $"Not all is here: the results of {(missing.Count == 1 ? "shard" : "shards")} {string.Join(", ", missing.Take(20))}" +
                    $"{(missing.Count > 20 ? " and others" : "")} are in none of these folders.");
            return ExitCode.Done;
        });
        return command;
    }

    public static Argument<string[]> NewFolders() => new("dir")
    {
        Description = "Folders that blur scan wrote, all of one model.",
        Arity = ArgumentArity.OneOrMore,
    };
}
