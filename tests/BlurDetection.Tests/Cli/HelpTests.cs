using System.CommandLine;
using System.Text.RegularExpressions;
using BlurDetection.Cli;
using BlurDetection.Cli.Training;

namespace BlurDetection.Tests.Cli;

public sealed partial class HelpTests
{
    public static TheoryData<string> Commands =>
        [.. BlurCommand.Create(TrainingCommands.Create()).Subcommands.Select(command => command.Name)];

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ADefaultIsToldOnceAndAsItIsWritten(string command)
    {
        Blur.Result result = await Blur.RunAsync(command, "--help");
        Assert.Equal(0, result.Code);
        foreach (string option in OptionStart().Split(result.Output).Skip(1))
        {
            Assert.False(option.Contains("Default:") && option.Contains("[default:"), $"{command} tells a default twice: {option}");
            Assert.DoesNotMatch(@"\[default: [^\]]*(\{|\d\d:\d\d)", option); // a type's own words
        }
    }

    [GeneratedRegex(@"^  (?=-)", RegexOptions.Multiline)]
    private static partial Regex OptionStart();
}
