using System.CommandLine;
using BlurDetection.Cli.Training.Commands;

namespace BlurDetection.Cli.Training;

/// <summary>The commands that need libtorch or the list of layers.</summary>
internal static class TrainingCommands
{
    public static IReadOnlyList<Command> Create() =>
        [TrainCommand.Create(), QuantizeCommand.Create(), ImportCommand.Create(), ExportCommand.Create(), LayerSummaryCommand.Create()];
}
