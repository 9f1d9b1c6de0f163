using BlurDetection.Cli.Tests;

// The test runner does not come by here. Tests that need a process of their own start this assembly with a command.
return args switch
{
    [HeldConsole.Command, var lastLine, .. var arguments] => await HeldConsole.RunAsync(lastLine, arguments),
    _ => 2,
};
