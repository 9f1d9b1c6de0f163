using System.CommandLine;
using System.CommandLine.Invocation;
using BlurDetection.Cli.Commands;

namespace BlurDetection.Cli;

/// <summary>The command <c>blur</c> with all that hangs under it.</summary>
internal static class BlurCommand
{
    /// <summary>The tree of commands.</summary>
    public static RootCommand Create() => new("Tells which pictures are blurred, how sure that is, and of what kind the blur is.")
    {
        ClassifyCommand.Create(),
        SummaryCommand.Create(),
        SynthesizeCommand.Create(),
        InspectCommand.Create(),
        EvaluateCommand.Create(),
        TrainCommand.Create(),
        CalibrateCommand.Create(),
        QuantizeCommand.Create(),
    };

    /// <summary>Runs one command line.</summary>
    /// <param name="args">The arguments after the program's name.</param>
    /// <param name="output">Results.</param>
    /// <param name="error">Progress and errors.</param>
    /// <returns>One of <see cref="ExitCode"/>.</returns>
    public static async Task<int> RunAsync(IReadOnlyList<string> args, TextWriter output, TextWriter error)
    {
        var parsed = Create().Parse(args);
        if (parsed.Action is ParseErrorAction mistake) mistake.ShowHelp = false;
        var configuration = new InvocationConfiguration
        {
            // Standard output is for results: a mistyped command line is answered on the other one.
            Output = parsed.Errors.Count > 0 ? error : output,
            Error = error,
            EnableDefaultExceptionHandler = false,
        };
        try
        {
            int code = await parsed.InvokeAsync(configuration);
            // A mistyped command line must not look like "a picture is blurred".
            return parsed.Errors.Count > 0 ? ExitCode.Error : code;
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("Cancelled.");
            return ExitCode.Error;
        }
        catch (Exception e)
        {
            await error.WriteLineAsync(Failure.Describe(e));
            return ExitCode.Error;
        }
    }
}
