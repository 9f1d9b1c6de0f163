using System.CommandLine;
using System.CommandLine.Help;
using BlurDetection.Cli.Commands;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Parsing;

namespace BlurDetection.Cli;

/// <summary>The command <c>blur</c> with all that hangs under it.</summary>
internal static class BlurCommand
{
    /// <summary>The tree of commands.</summary>
    /// <param name="more">Further commands; one of a name that is there already takes its place.</param>
    public static RootCommand Create(params IReadOnlyList<Command> more)
    {
        var root = new RootCommand("Tells which images are blurred, how sure that is, and of what kind the blur is.");
        IEnumerable<Command> commands =
        [
            ClassifyCommand.Create(),
            ScanCommand.Create(),
            JoinCommand.Create(),
            ReportCommand.Create(),
            ActCommand.Create(),
            EnqueueCommand.Create(),
            StatusCommand.Create(),
            SummaryCommand.Create(),
            SynthesizeCommand.Create(),
            InspectCommand.Create(),
            EvaluateCommand.Create(),
            CalibrateCommand.Create(),
            VideoCommand.Create(),
            FramesCommand.Create(),
            WatchCommand.Create(),
            .. TrainingPlaceholder.Names.Select(TrainingPlaceholder.Create),
        ];
        foreach (Command command in commands.Where(command => more.All(other => other.Name != command.Name)).Concat(more))
            root.Add(command);
        root.Action = root.Options.OfType<HelpOption>().Single().Action = new HelpWithExitCodes();
        return root;
    }

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments after the program's name.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">Progress and errors.</param>
    /// <param name="more">Further commands.</param>
    /// <param name="cancellationToken">Stops the command, as Ctrl-C does.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(
        IReadOnlyList<string> args, TextWriter output, TextWriter error, IReadOnlyList<Command>? more = null,
        CancellationToken cancellationToken = default)
    {
        try
        {
            // "-model x" is a misspelt --model, not -m with the value "odel"; "@2x.png" is a file name, not a list of arguments.
            var parsed = Create(more ?? [])
                .Parse(args, new ParserConfiguration { EnablePosixBundling = false, ResponseFileTokenReplacer = null });
            if (UsageErrors.Find(parsed, args) is { } mistake)
            {
                await error.WriteLineAsync(mistake);
                return ExitCode.Usage;
            }
            var console = new InvocationConfiguration
            {
                Output = output,
                Error = error,
                EnableDefaultExceptionHandler = false,
                ProcessTerminationTimeout = null,
            };
            return await parsed.InvokeAsync(console, cancellationToken);
        }
        catch (Exception e) when (BrokenPipe.Is(e))
        {
            return ExitCode.Cancelled; // the reader has what it wanted
        }
        catch (Exception e)
        {
            await error.WriteLineAsync(PlainText.OfLines(Failure.Describe(e)));
            return ExitCode.Of(e);
        }
    }
}
