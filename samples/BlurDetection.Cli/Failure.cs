using System.Data.Common;
using BlurDetection.Cli.Output;

namespace BlurDetection.Cli;

/// <summary>What is said of an exception.</summary>
internal static class Failure
{
    private const string ParameterNote = " (Parameter '";

    /// <summary>The message alone where it tells a user what to do; the whole exception where it is our fault.</summary>
    public static string Describe(Exception e) => ConsoleWords.Of(Message(e));

    private static string Message(Exception e) => e switch
    {
        OperationCanceledException => "Cancelled.",
        IOException or UnauthorizedAccessException or InvalidDataException or DbException => e.Message,
        // The name of a parameter means nothing to someone at a shell.
        ArgumentException => e.Message.IndexOf(ParameterNote, StringComparison.Ordinal) is >= 0 and var at ? e.Message[..at] : e.Message,
        // The library's own exceptions say what is wrong, where, and what to do.
        _ when e.GetType().Namespace?.StartsWith(nameof(BlurDetection), StringComparison.Ordinal) == true => e.Message,
        _ => $"Unexpected: {e}",
    };
}
