using System.CommandLine;

namespace BlurDetection.Cli.Commands;

/// <summary>A command that this console does not have, since it needs libtorch: says where it is.</summary>
internal static class TrainingPlaceholder
{
    /// <summary>The commands of the console that trains.</summary>
    public static IReadOnlyList<string> Names { get; } = ["train", "quantize", "import", "export"];

    public static Command Create(string name)
    {
        var command = new Command(name, "In the tool BlurDetection.Cli.Training, which brings libtorch.")
        {
            TreatUnmatchedTokensAsErrors = false,
        };
        command.SetAction(parsed =>
        {
            parsed.InvocationConfiguration.Error
                .WriteLine($"'{name}' needs libtorch, which this console does not bring. Install the one that does: "
                + "dotnet tool uninstall --global BlurDetection.Cli && dotnet tool install --global BlurDetection.Cli.Training "
                + "(in the repository: dotnet run --project samples/BlurDetection.Cli.Training -- ...).");
            return ExitCode.Usage;
        });
        return command;
    }

    public static bool Is(Command command) => Names.Contains(command.Name) && command.Options.Count == 0;
}
