using System.Diagnostics;
using System.Text.Json;
using System.Text.RegularExpressions;
using BlurDetection.Queue.Tests.Support;

namespace BlurDetection.Queue.Tests;

/// <summary>The compose file and the Kubernetes manifest.</summary>
public sealed class DeploymentFilesTests
{
    private static readonly string Samples = Path.Combine(Repository.Root, "samples");

    [SkippableTheory]
    [InlineData("BlurDetection.Worker/deploy/compose.yaml")]
    [InlineData("BlurDetection.Worker/deploy/kubernetes.yaml")]
    [InlineData("BlurDetection.Web/compose.yaml")]
    public void TheyAreValidYAML(string file)
    {
        Skip.IfNot(File.Exists("/usr/bin/yamllint"), "Needs yamllint.");
        var (code, told) = Run("yamllint", "-d", "{extends: default, rules: {document-start: disable, line-length: {max: 140}}}",
            Path.Combine(Samples, file));
        Assert.True(code == 0, told);
    }

    public static TheoryData<string> Dockerfiles =>
        [.. Directory.EnumerateFiles(Path.Combine(Repository.Root, "samples"), "Dockerfile", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Repository.Root, path))];

    /// <summary>The rules are those of hadolint (DL3002, DL3006, DL3009, DL3015, DL3020, DL3022, DL3025, DL3045), which
    /// no package registry of .NET has.</summary>
    [Theory]
    [MemberData(nameof(Dockerfiles))]
    public void ADockerfileKeepsTheRulesAndBuildsAProjectThatIsThere(string file)
    {
        var docker = Dockerfile.Read(Path.Combine(Repository.Root, file));
        string framework = Regex.Match(File.ReadAllText(Path.Combine(Repository.Root, "Directory.Build.props")),
            "<TargetFramework>net(.+)</TargetFramework>").Groups[1].Value;
        string[] known = ["FROM", "WORKDIR", "COPY", "RUN", "USER", "ENV", "EXPOSE", "ENTRYPOINT"];
        Assert.All(docker.Instructions, instruction => Assert.Contains(instruction.Name, known));
        Assert.All(docker.All("FROM"), image => Assert.Contains($":{framework}", image.Split(' ')[0]));
        string[] stages = [.. docker.All("FROM").Where(image => image.Contains(" AS ")).Select(image => image.Split(" AS ")[1])];
        Assert.All(docker.All("COPY").Where(copy => copy.StartsWith("--from=")), copy => Assert.Contains(copy[7..].Split(' ')[0], stages));
        Assert.All(docker.All("RUN").Where(run => run.Contains("apt-get install")),
            run => Assert.Matches("apt-get install -y --no-install-recommends .+rm -rf /var/lib/apt/lists", run));

        string publish = Assert.Single(docker.All("RUN"), run => run.StartsWith("dotnet publish "));
        string project = publish.Split(' ')[2];
        Assert.True(File.Exists(Path.Combine(Repository.Root, project)), project);
        Assert.Equal(["dotnet", Path.GetFileNameWithoutExtension(project) + ".dll"],
            JsonSerializer.Deserialize<string[]>(Assert.Single(docker.All("ENTRYPOINT")))!);
        Assert.Contains($"docker build -f {file.Replace('\\', '/')} ", File.ReadAllText(docker.Path));

        var last = docker.LastStage.Select(instruction => instruction.Name).ToList();
        Assert.InRange(last.IndexOf("USER"), 1, last.IndexOf("ENTRYPOINT"));
        Assert.NotEqual("root", docker.All("USER").Last());
        Assert.InRange(last.IndexOf("WORKDIR"), 1, last.IndexOf("COPY"));
        Assert.All(docker.All("EXPOSE"),
            port => Assert.Contains(docker.All("ENV"), variable => variable == $"ASPNETCORE_URLS=http://+:{port}"));
    }

    [Theory]
    [InlineData("samples/BlurDetection.Web/compose.yaml")]
    [InlineData("samples/BlurDetection.Worker/deploy/compose.yaml")]
    public void AComposeFileBuildsFromADockerfileThatIsThere(string file)
    {
        string path = Path.Combine(Repository.Root, file), text = File.ReadAllText(path);
        string Value(string key) => Regex.Match(text, $@"^\s+{key}: (\S+)$", RegexOptions.Multiline).Groups[1].Value;
        string context = Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, Value("context")));
        Assert.Equal(Path.TrimEndingDirectorySeparator(Repository.Root), Path.TrimEndingDirectorySeparator(context));
        Assert.True(File.Exists(Path.Combine(context, Value("dockerfile"))));
        Assert.Contains($"docker compose -f {file} up", text);
    }

    private static (int Code, string Told) Run(string program, params string[] arguments)
    {
        using Process process =
            Process.Start(new ProcessStartInfo(program, arguments) { RedirectStandardOutput = true, RedirectStandardError = true })!;
        string told = process.StandardOutput.ReadToEnd() + process.StandardError.ReadToEnd();
        process.WaitForExit();
        return (process.ExitCode, told);
    }
}
