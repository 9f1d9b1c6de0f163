namespace BlurDetection.Cli;

/// <summary>What the program tells the shell.</summary>
internal static class ExitCode
{
    /// <summary>Everything was done.</summary>
    public const int Done = 0;

    /// <summary>A picture is blurred, and <c>--fail-on-blur</c> was given.</summary>
    public const int Blurred = 1;

    /// <summary>Something could not be read, written or understood.</summary>
    public const int Error = 2;
}
