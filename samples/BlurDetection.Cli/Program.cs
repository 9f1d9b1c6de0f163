using BlurDetection.Cli;

using var interruption = new Interruption(Console.Error);
return await BlurCommand.RunAsync(args, BrokenPipe.Output(), Console.Error, cancellationToken: interruption.Token);
