namespace BlurDetection.Cli.Training;

/// <summary>The words of <c>--split</c>.</summary>
internal enum SplitMethod
{
    Grouped,
    Random,
}
