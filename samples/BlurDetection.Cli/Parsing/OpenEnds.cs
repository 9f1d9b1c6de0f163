namespace BlurDetection.Cli.Parsing;

/// <summary>Ends of a range that do not belong to it.</summary>
[Flags]
internal enum OpenEnds
{
    None = 0,
    Minimum = 1,
    Maximum = 2,
    Both = Minimum | Maximum,
}
