using System.Diagnostics;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Robustness;

/// <summary><c>eng/fuzz --guided</c>, for a few seconds.</summary>
[Trait("Category", "Slow")]
public sealed class GuidedFuzzTests
{
    [SkippableFact]
    public async Task WhatReachesNewBranchesIsDamagedFurther()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "The script is one of bash.");
        var start = new ProcessStartInfo("bash", [Path.Combine(Repository.Root, "eng", "fuzz"), "--guided", "3", "png"]);
        start.Environment["BLUR_FUZZ_BUILT"] = AppContext.BaseDirectory;
        string told = await DotnetCommand.RunAsync(start);
        int[] numbers = [.. told.Split('\n').Single(line => line.StartsWith("png:", StringComparison.Ordinal)).Split(' ')
            .Where(word => int.TryParse(word, out _)).Select(int.Parse)];
        Assert.True(numbers is [> 10, > 0, > 100, > 0], told); // executions, refused, branches, files kept
    }
}
