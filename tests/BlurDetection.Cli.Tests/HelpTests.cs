using System.CommandLine;
using System.Text.RegularExpressions;
using BlurDetection.Cli;
using BlurDetection.Cli.Training;

namespace BlurDetection.Cli.Tests;

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
            Assert.DoesNotMatch(@"\[default: [^\]]*(\{|\d\d:\d\d|[A-Z])", option); // a type's own words
            Assert.DoesNotMatch(@"<[^>\r\n]*\|", option); // names of an enumeration, which the description tells as they are written
        }
    }

    [Theory]
    [MemberData(nameof(Commands))]
    public async Task ExitCodesAreThoseThatTheCommandGives(string command)
    {
        string help = (await Blur.RunAsync(command, "--help")).Output;
        Assert.Equal(help.Contains("  --fail-on-blur "), help.Contains("  1    an image is blurred"));
    }

    [GeneratedRegex(@"^  (?=-)", RegexOptions.Multiline)]
    private static partial Regex OptionStart();
}
