using BlurDetection.Cli;
using BlurDetection.Cli.Training;

return await BlurCommand.RunAsync(args, Console.Out, Console.Error, TrainingCommands.Create());
