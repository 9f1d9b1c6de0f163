using Spectre.Console;

namespace BlurDetection.Cli.Output;

/// <summary>Tells a person's terminal from a file, a pipe or a test.</summary>
internal static class Terminal
{
    /// <summary>Spectre's console over a writer; <see langword="null"/> unless the writer is a terminal.</summary>
    public static IAnsiConsole? For(TextWriter writer) => IsOne(writer) ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(writer) }) : null;

    public static bool IsOne(TextWriter writer) =>
        (ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected) || (ReferenceEquals(writer, Console.Error) && !Console.IsErrorRedirected);
}
