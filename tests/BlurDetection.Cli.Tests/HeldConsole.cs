using System.Text;
using BlurDetection.Cli;
using BlurDetection.Cli.Training;

namespace BlurDetection.Cli.Tests;

/// <summary>The console in a process of its own that stops for good after a line of standard error, so that a test can kill it there,
/// however slow the machine is.</summary>
internal static class HeldConsole
{
    public const string Command = "hold-console";

    public static Task<int> RunAsync(string lastLine, string[] arguments) =>
        BlurCommand.RunAsync(arguments, Console.Out, new HeldWriter(lastLine), TrainingCommands.Create());

    private sealed class HeldWriter(string lastLine) : TextWriter
    {
        public override Encoding Encoding => Console.Error.Encoding;

        public override void Write(char value) => Console.Error.Write(value);

        public override void WriteLine(string? value)
        {
            Console.Error.WriteLine(value);
            if (value?.StartsWith(lastLine, StringComparison.Ordinal) == true) Thread.Sleep(Timeout.Infinite);
        }
    }
}
