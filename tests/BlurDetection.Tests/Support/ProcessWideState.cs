namespace BlurDetection.Tests.Support;

/// <summary>For classes that change or measure what all tests of this process share: environment, console, torch's threads, memory. They
/// run alone, after all others.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class ProcessWideState
{
    public const string Name = "Process-wide state";
}
