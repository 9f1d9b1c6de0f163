using System.Globalization;
using BlurDetection.Cli.Output;
using BlurDetection.Scanning;
using Spectre.Console;

namespace BlurDetection.Cli.Scanning;

/// <summary>Shows a scan: a bar on a terminal, a line now and then elsewhere.</summary>
internal static class ScanView
{
    private static readonly TimeSpan LogPause = TimeSpan.FromSeconds(10);

    public static async Task<ScanSummary> RunAsync(TextWriter error, bool quiet, Func<IProgress<ScanProgress>?, Task<ScanSummary>> scan)
    {
        if (quiet) return await scan(null);
        if (Terminal.For(error) is not { } console) return await scan(new Lines(error));
        using IDisposable? drawing = ErrorOutput.Above(error, console);
        return await console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new ProgressBarColumn(), new PercentageColumn(), new TaskDescriptionColumn { Alignment = Justify.Left })
            .StartAsync(context => scan(new Bar(context.AddTask("Scanning"))));
    }

    public static string Text(ScanSummary summary)
    {
        string text = $"{Text(summary.Counts)}; {Number(summary.Classified)} classified now, {Number(summary.Skipped)} done before";
        if (summary.Deleted > 0) text += $"; {Number(summary.Deleted)} no longer there, taken out";
        if (summary.NotImages == 1) text += "; 1 file is not an image, or hidden";
        if (summary.NotImages > 1) text += $"; {Number(summary.NotImages)} files are not images, or hidden";
        if (summary.LinksNotFollowed == 1) text += "; 1 link to a folder was not followed";
        if (summary.LinksNotFollowed > 1) text += $"; {Number(summary.LinksNotFollowed)} links to folders were not followed";
        return text + ".";
    }

    public static string Text(ScanCounts counts) =>
        $"{Number(counts.Total)} images: {Number(counts.Focus)} focus, {Number(counts.Blurred)} blurred, {Number(counts.Indeterminate)} " +
            $"indeterminate, {Number(counts.Errors)} errors";

    // As classify: a gate must not open for images that nobody can vouch for.
    public static int Code(ScanCounts counts, bool failOnBlur)
    {
        if (failOnBlur && counts.Blurred > 0) return ExitCode.Blurred;
        return counts.Errors > 0 || (failOnBlur && counts.Focus == 0) ? ExitCode.NotClassified : ExitCode.Done;
    }

    private static string Text(ScanProgress progress)
    {
        string text = string.Create(CultureInfo.InvariantCulture, $"{Text(progress.Counts)}; {progress.PerSecond:0.0} a second");
        if (progress.Skipped > 0) text += $"; {Number(progress.Skipped)} done before";
        return progress.Remaining is { } left ? string.Create(CultureInfo.InvariantCulture, $"{text}; {left:d\\.hh\\:mm\\:ss} left") : text;
    }

    private static string Number(long value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private sealed class Lines(TextWriter error) : IProgress<ScanProgress>
    {
        private TimeSpan _next = LogPause;

        public void Report(ScanProgress value)
        {
            if (value.Elapsed < _next) return;
            _next = value.Elapsed + LogPause;
            error.WriteLine(Text(value));
        }
    }

    private sealed class Bar(ProgressTask task) : IProgress<ScanProgress>
    {
        public void Report(ScanProgress value)
        {
            task.Description = Markup.Escape(Text(value));
            task.IsIndeterminate = value.Expected is null;
            if (value.Expected is not { } expected) return;
            task.MaxValue = Math.Max(1, expected);
            task.Value = value.Skipped + value.Counts.Total;
        }
    }
}
