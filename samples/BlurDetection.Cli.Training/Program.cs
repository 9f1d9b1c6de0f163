using BlurDetection.Cli;
using BlurDetection.Cli.Training;

using var interruption = new Interruption(Console.Error);
return await BlurCommand.RunAsync(args, BrokenPipe.Output(), Console.Error, TrainingCommands.Create(), interruption.Token);
