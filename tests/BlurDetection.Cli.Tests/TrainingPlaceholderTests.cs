using System.Reflection;
using BlurDetection.Cli;

namespace BlurDetection.Cli.Tests;

public sealed class TrainingPlaceholderTests
{
    [Theory]
    [InlineData("train", "--images", "DIR", "--labels", "metadata.csv", "--out", "run")]
    [InlineData("quantize", "--model", "model.zip")]
    public async Task ConsoleWithoutTrainingSaysWhereACommandIsThatNeedsLibtorch(params string[] args)
    {
        using var output = new StringWriter();
        using var error = new StringWriter();

        int code = await BlurCommand.RunAsync(args, output, error);

        Assert.Equal(ExitCode.Usage, code);
        Assert.Contains("BlurDetection.Cli.Training", error.ToString());
        Assert.Single(error.ToString().Trim().Split('\n'));
    }

    [Fact]
    public void ConsoleWithoutTrainingRefersToNoLibtorch()
    {
        var seen = new HashSet<string>();
        Visit(typeof(BlurCommand).Assembly);
        Assert.Contains("BlurDetection.Evaluation", seen);
        Assert.DoesNotContain(seen, name => name.Contains("torch", StringComparison.OrdinalIgnoreCase));

        void Visit(Assembly assembly)
        {
            foreach (AssemblyName name in assembly.GetReferencedAssemblies())
                if (seen.Add(name.Name!) && name.Name!.StartsWith("BlurDetection", StringComparison.Ordinal)) Visit(Assembly.Load(name));
        }
    }
}
