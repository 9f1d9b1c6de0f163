using Xunit.Abstractions;

namespace BlurDetection.Tests.Robustness;

/// <summary>Damaged files end in a result or in the exception that the reader promises.</summary>
public sealed class FuzzTests(ITestOutputHelper output)
{
    public static TheoryData<string> Names => FuzzTargets.Names;

    [Theory]
    [MemberData(nameof(Names))]
    public void NoDamagedFileEndsInAnotherWayThanPromised(string name) =>
        FuzzRun.Of(FuzzTargets.Create(name), FuzzTargets.Names.Count, output);
}
