using System.CommandLine;
using System.Globalization;
using BlurDetection.Queue;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur status</c>: how far workers are.</summary>
internal static class StatusCommand
{
    public static Command Create()
    {
        var database = new Option<string?>("--database")
        {
            Description = "Count results too: Npgsql's connection string. Default: BLUR_DATABASE.",
            HelpName = "TEXT",
        };
        var queue = new QueueOptionsOfConsole();
        var command = new Command("status", "Tell how many requests wait, how many are dead letters, and how many workers there are.")
        {
            database,
        };
        queue.AddTo(command);
        command.SetAction(async (parsed, cancellation) =>
        {
            // A password on a command line can be read by every user of the machine.
            string? connection = parsed.GetValue(database) ?? Environment.GetEnvironmentVariable("BLUR_DATABASE");
            QueueStatus status = await QueueStatus.ReadAsync(queue.Read(parsed, connection), cancellation);
            var output = parsed.InvocationConfiguration.Output;
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture,
                $"{status.Waiting:N0} requests wait, {status.DeadLetters:N0} are dead letters, {status.Workers} workers are connected."));
            if (status.Images is { } images)
                await output.WriteLineAsync(
                    string.Create(CultureInfo.InvariantCulture, $"{images:N0} images have a result, {status.Errors:N0} an error."));
            return status.DeadLetters > 0 ? ExitCode.NotClassified : ExitCode.Done;
        });
        return command;
    }
}
