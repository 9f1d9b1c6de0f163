using System.CommandLine;
using System.CommandLine.Invocation;
using System.CommandLine.Parsing;

namespace BlurDetection.Cli.Parsing;

/// <summary>What is wrong with a command line, in one line; also what System.CommandLine lets pass.</summary>
internal static class UsageErrors
{
    /// <summary>The error; <see langword="null"/> where the command can run, or help was asked for.</summary>
    /// <param name="parsed">The command line as it was understood.</param>
    /// <param name="args">The command line as it was typed.</param>
    public static string? Find(ParseResult parsed, IReadOnlyList<string> args)
    {
        Command command = parsed.CommandResult.Command;
        if (Commands.TrainingPlaceholder.Is(command)) return null;
        if (parsed.Action is not ParseErrorAction && !ReferenceEquals(parsed.Action, command.Action)) return null;
        string? error = UnknownOption(parsed, args) ?? UnknownCommand(parsed) ?? GivenTwice(parsed)
            ?? (parsed.Errors.Count > 0
                ? string.Join(' ', parsed.Errors.OrderBy(e => e.SymbolResult is CommandResult).Select(e => e.Message).Distinct()) : null);
        return error is null ? null : $"{error} See: {(command is RootCommand ? "blur" : $"blur {command.Name}")} --help";
    }

    // System.CommandLine takes an option that it does not know for a file name, or for the value of the option before it.
    private static string? UnknownOption(ParseResult parsed, IReadOnlyList<string> args)
    {
        HashSet<string> typed = [.. args.TakeWhile(arg => arg != "--").Where(arg => arg.Length > 1 && arg[0] == '-')];
        IEnumerable<Token> texts = parsed.CommandResult.Children.Where(TakesText).SelectMany(child => child.Tokens);
        if (texts.Select(token => token.Value).Concat(parsed.UnmatchedTokens).FirstOrDefault(typed.Contains) is not { } unknown)
            return null;
        string name = unknown.Split('=', ':')[0];
        string[] known = [.. parsed.CommandResult.Command.Options.SelectMany(option => option.Aliases.Prepend(option.Name))];
        if (known.Contains(name)) return $"'{unknown}' stands where the value of the option before it belongs.";
        return $"There is no option '{name}'{Spelling.Suggestion(name, known)}";
    }

    private static string? UnknownCommand(ParseResult parsed) =>
        parsed.CommandResult.Command is RootCommand root && parsed.UnmatchedTokens is [var name, ..]
            ? $"There is no command '{name}'{Spelling.Suggestion(name, root.Subcommands.Select(command => command.Name))}"
            : null;

    private static string? GivenTwice(ParseResult parsed) =>
        parsed.CommandResult.Children.OfType<OptionResult>()
            .Where(result => result.IdentifierTokenCount > 1 && result.Option.Arity.MaximumNumberOfValues <= 1)
            .Select(result => $"{result.Option.Name} is given more than once.").FirstOrDefault();

    private static bool TakesText(SymbolResult result) => result switch
    {
        ArgumentResult => true,
        OptionResult option => option.Option.ValueType == typeof(string) || option.Option.ValueType == typeof(string[]),
        _ => false,
    };
}
