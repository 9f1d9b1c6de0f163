using BlurDetection.Evaluation.Data;

namespace BlurDetection.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>An image is blurred, and <c>--fail-on-blur</c> was given.</summary>
    public const int Blurred = 1;

    /// <summary>The command line is wrong, or a file that the command needs cannot be read or written.</summary>
    public const int Usage = 2;

    /// <summary>Some images could not be used, or there were none.</summary>
    public const int NotClassified = 3;

    /// <summary>Stopped by the user; 128 + SIGINT, as shells count.</summary>
    public const int Cancelled = 130;

    /// <summary>The codes as help shows them.</summary>
    /// <param name="failsOnBlur">Whether <see cref="Blurred"/> is one of them.</param>
    public static string Describe(bool failsOnBlur) => $"""
        Exit codes:
          0    done{(failsOnBlur ? Environment.NewLine + "  1    an image is blurred (only with --fail-on-blur)" : "")}
          2    wrong usage, or a file that is needed cannot be read or written
          3    some images could not be read or classified, or there were none
          130  cancelled
        """;

    /// <summary>The code of a command that ended with an exception.</summary>
    public static int Of(Exception exception) => exception switch
    {
        OperationCanceledException => Cancelled,
        TrainingDataException { Problem.Kind: DataProblemKind.MissingColumn } => Usage,
        NoImagesException or TrainingDataException => NotClassified,
        _ => Usage,
    };
}
