using BlurDetection.Cli;

return await BlurCommand.RunAsync(args, Console.Out, Console.Error);
