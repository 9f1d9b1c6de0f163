using BlurDetection.Cli.Output;
using BlurDetection.Training;
using Spectre.Console;

namespace BlurDetection.Cli.Training;

/// <summary>Shows a training run on standard error: live bars on a terminal, a line an epoch elsewhere, nothing where
/// that is wanted.</summary>
internal static class TrainingView
{
    public static T Show<T>(TextWriter error, bool quiet, Func<IProgress<BlurTrainingStatus>?, T> work)
    {
        if (quiet) return work(null);
        if (Terminal.For(error) is not { } console) return work(new TrainingLines(error));
        using IDisposable? drawing = ErrorOutput.Above(error, console);
        return console.Progress().AutoClear(true).HideCompleted(true)
            .Columns(new SpinnerColumn(), new TaskDescriptionColumn { Alignment = Justify.Left }, new ProgressBarColumn(),
                new PercentageColumn())
            .Start(context => work(new TrainingBars(console, context)));
    }
}
