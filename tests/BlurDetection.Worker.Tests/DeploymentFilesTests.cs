using System.Diagnostics;

namespace BlurDetection.Worker.Tests;

/// <summary>The compose file and the Kubernetes manifest.</summary>
public sealed class DeploymentFilesTests
{
    private static readonly string Folder = Path.Combine(Repository.Root, "samples", "BlurDetection.Worker", "deploy");

    [SkippableTheory]
    [InlineData("compose.yaml")]
    [InlineData("kubernetes.yaml")]
    public void They_are_valid_YAML(string file)
    {
        Skip.IfNot(File.Exists("/usr/bin/yamllint"), "Needs yamllint.");
        var (code, told) = Run("yamllint", "-d", "{extends: default, rules: {document-start: disable, line-length: {max: 140}}}", Path.Combine(Folder, file));
        Assert.True(code == 0, told);
    }

    private static (int Code, string Told) Run(string program, params string[] arguments)
    {
        using Process process = Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string told = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, told);
    }
}
