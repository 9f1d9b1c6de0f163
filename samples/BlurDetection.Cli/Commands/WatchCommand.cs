using System.CommandLine;
using System.Text.Json;
using BlurDetection.Video;

namespace BlurDetection.Cli.Commands;

/// <summary><c>blur watch</c>: a camera's events.</summary>
internal static class WatchCommand
{
    private static readonly TimeSpan SavingInterval = TimeSpan.FromMinutes(5);

    public static Command Create()
    {
        var source = new Argument<string>("camera")
        {
            Description = "An address (rtsp, http); or a recording, which is watched to its end.",
        };
        var state = new Option<string?>("--state") { Description = "Keep what was learned in this file.", HelpName = "FILE" };
        var json = new Option<bool>("--json") { Description = "Write one JSON object an event." };
        var begin = VideoOptions.Length("--begin-delay", "How long a condition must hold before it begins. Default: 30s.");
        var end = VideoOptions.Length("--end-delay", "How long it must be gone before it ends. Default: 30s.");
        var reading = new VideoOptions("1s");
        var model = new ModelOptions();
        var command = new Command("watch", "Tell when a camera becomes too blurry, too dark, too bright, is covered, moved, or gone.")
        {
            source, state, json, begin, end,
        };
        reading.AddTo(command);
        model.AddTo(command);
        command.SetAction(async (parsed, cancellationToken) =>
        {
            using var classifier = model.Load(parsed, map: false);
            var options = new CameraMonitorOptions
            {
                BeginDelay = parsed.GetValue(begin) ?? TimeSpan.FromSeconds(30),
                EndDelay = parsed.GetValue(end) ?? TimeSpan.FromSeconds(30),
            };
            var file = parsed.GetValue(state);
            var monitor = file is not null && File.Exists(file) ? CameraMonitor.Load(file, classifier, options)
                : new CameraMonitor(classifier, options);
            DateTimeOffset? saved = null;
            var watcher = new CameraWatcher(monitor, parsed.GetRequiredValue(source), new() { Reading = reading.Read(parsed) })
            {
                Observed = time =>
                {
                    if (file is null || time - (saved ??= time) < SavingInterval) return;
                    monitor.Save(file);
                    saved = time;
                },
            };
            var output = parsed.InvocationConfiguration.Output;
            try
            {
                await foreach (var happened in watcher.WatchAsync(cancellationToken))
                {
                    await output.WriteLineAsync(parsed.GetValue(json) ? Json(happened)
                        : $"{happened.Time:O} {happened.Kind} {(happened.IsActive ? "begins" : "ends")}");
                    await output.FlushAsync(cancellationToken);
                    if (happened.Kind == CameraEventKind.SignalLoss && happened.IsActive)
                        await parsed.InvocationConfiguration.Error.WriteLineAsync(watcher.LastError);
                }
            }
            finally
            {
                if (file is not null && watcher.Frames > 0) monitor.Save(file);
            }
            return watcher.Frames > 0 ? ExitCode.Done : ExitCode.NotClassified;
        });
        return command;
    }

    private static string Json(CameraEvent happened) => JsonSerializer.Serialize(new
    {
        time = happened.Time, @event = happened.Kind.ToString(), active = happened.IsActive, since = happened.Since,
    });
}
