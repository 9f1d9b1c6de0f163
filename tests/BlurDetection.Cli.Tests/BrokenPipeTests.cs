using System.Diagnostics;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

/// <summary><c>blur classify</c> as a process of its own, whose results go to a program that ends early.</summary>
[Trait("Category", "Slow")]
public sealed class BrokenPipeTests
{
    [SkippableFact]
    public async Task WhenNobodyReadsTheResultsAnyMoreTheWorkStopsWithoutAWord()
    {
        Skip.IfNot(File.Exists("/bin/bash"), "The pipe is written for a shell.");
        using var folder = new ImageFolder();
        string image = folder.Add("a.jpg", Images.Sharp()), model = folder.AddModel();
        File.WriteAllLines(Path.Combine(folder.Root, "list"), Enumerable.Repeat(image, 5000));
        string program = Path.Combine(AppContext.BaseDirectory, "BlurDetection.Cli.Training.dll");
        string command =
            $"dotnet '{program}' classify --files-from list --json --model '{model}' | head -1 | cut -c1-11; echo ${{PIPESTATUS[0]}}";

        string said = await DotnetCommand.RunAsync(new ProcessStartInfo("/bin/bash", ["-c", command]) { WorkingDirectory = folder.Root });

        Assert.Equal(["{\"schema\":1", "130"], said.Trim().Split('\n'));
    }
}
