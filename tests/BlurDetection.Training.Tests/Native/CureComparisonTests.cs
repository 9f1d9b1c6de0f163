using System.Text.RegularExpressions;
using BlurDetection.Tests.Support;

namespace BlurDetection.Training.Tests.Native;

public sealed partial class CureComparisonTests
{
    [Fact]
    [Trait("Category", "Slow")]
    public async Task TheBenchmarkPrintsARatioForEachWorkaround()
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "TrainingStep.dll");
        var output = await DotnetCommand.RunAsync(AppContext.BaseDirectory, assembly, "cures", "1", "odd");
        var row = Assert.Single(output.Split('\n'), line => line.StartsWith("| odd |", StringComparison.Ordinal));
        // The column of the plain one may say that it diverged, where the processor has the fault.
        Assert.InRange(Ratio().Count(row), 3, 4);
    }

    [GeneratedRegex(@"\| \d+\.\d\d \(\d+\.\d\d to \d+\.\d\d\) ")]
    private static partial Regex Ratio();
}
