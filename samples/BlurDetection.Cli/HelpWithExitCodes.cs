using System.CommandLine;
using System.CommandLine.Help;
using System.CommandLine.Invocation;

namespace BlurDetection.Cli;

/// <summary>The help of a command, and what its exit codes mean.</summary>
internal sealed class HelpWithExitCodes : SynchronousCommandLineAction
{
    private readonly HelpAction _help = new();

    public override bool ClearsParseErrors => true;

    public override int Invoke(ParseResult parseResult)
    {
        _help.Invoke(parseResult);
        parseResult.InvocationConfiguration.Output.WriteLine(ExitCode.Description);
        return ExitCode.Done;
    }
}
