using BlurDetection.Cli;
using BlurDetection.Cli.Output;

using var error = new ErrorOutput(Console.Error);
using var interruption = new Interruption(error);
return await BlurCommand.RunAsync(args, BrokenPipe.Output(), error, cancellationToken: interruption.Token);
