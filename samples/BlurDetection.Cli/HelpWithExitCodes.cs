using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace BlurDetection.Cli;

/// <summary>The help of a command, and what its exit codes mean.</summary>
internal sealed class HelpWithExitCodes : SynchronousCommandLineAction
{
    private const string FailOnBlur = "--fail-on-blur";

    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        TextWriter output = parseResult.InvocationConfiguration.Output;
        if (Examples.Of(parseResult.CommandResult.Command.Name) is { Count: > 0 } examples)
        {
            output.WriteLine(examples.Count == 1 ? "Example:" : "Examples:");
            foreach (string example in examples) output.WriteLine($"  {example}");
            output.WriteLine();
        }
        Command command = parseResult.CommandResult.Command;
        bool failsOnBlur = command.Subcommands.Count > 0 || command.Options.Any(option => option.Name == FailOnBlur);
        output.WriteLine(ExitCode.Describe(failsOnBlur));
        return ExitCode.Done;
    }
}
