using System.Text.Json;
using BlurDetection.Cli;
using BlurDetection.Cli.Training;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

/// <summary>Runs the console in this process, its output caught.</summary>
internal static class Blur
{
    public static Task<Result> RunAsync(params string[] args) => RunAsync(args, new StringWriter(), CancellationToken.None);

    /// <param name="args">The arguments after the program's name.</param>
    /// <param name="output">Receives the results, which a test may look at while the command runs.</param>
    /// <param name="cancellationToken">Stops the command, as Ctrl-C does.</param>
    public static async Task<Result> RunAsync(string[] args, StringWriter output, CancellationToken cancellationToken)
    {
        using var error = new StringWriter();
        int code = await BlurCommand.RunAsync(args, output, error, TrainingCommands.Create(), cancellationToken);
        return new Result(code, output.ToString(), error.ToString());
    }

    /// <summary>Writes the test model, which tells sharp shapes from soft ones, into a folder.</summary>
    public static string AddModel(this ImageFolder folder) => folder.Add("model.onnx", TestModels.Plain());

    internal sealed record Result(int Code, string Output, string Error)
    {
        public string[] Lines => Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);

        public JsonElement[] Json => [.. Lines.Select(line => JsonDocument.Parse(line).RootElement)];
    }
}
