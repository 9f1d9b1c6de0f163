using Spectre.Console;

namespace BlurDetection.Cli.Output;

/// <summary>Tells a person's terminal from a file, a pipe or a test.</summary>
internal static class Terminal
{
    /// <summary>Spectre's console over a writer; <see langword="null"/> unless the writer is a terminal.</summary>
    public static IAnsiConsole? For(TextWriter writer) =>
        IsOne(writer) ? AnsiConsole.Create(new AnsiConsoleSettings { Out = new AnsiConsoleOutput(Inner(writer)) }) : null;

    /// <summary>Spectre's console over a writer that someone asked to colour, terminal or not: for <c>less -R</c> and
    /// logs that show colours.</summary>
    public static IAnsiConsole Coloured(TextWriter writer) => For(writer) ?? AnsiConsole.Create(new AnsiConsoleSettings
    {
        Ansi = AnsiSupport.Yes, ColorSystem = ColorSystemSupport.TrueColor, Interactive = InteractionSupport.No,
        Out = new AnsiConsoleOutput(writer),
    });

    public static bool IsOne(TextWriter writer) =>
        (ReferenceEquals(writer, Console.Out) && !Console.IsOutputRedirected)
            || (ReferenceEquals(Inner(writer), Console.Error) && !Console.IsErrorRedirected);

    private static TextWriter Inner(TextWriter writer) => writer is ErrorOutput error ? error.Inner : writer;
}
