using BlurDetection.Cli.Training;
using System.CommandLine;
using System.Globalization;
using System.Numerics;
using BlurDetection.Cli;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

/// <summary>Every numeric option of every command, found in the command tree itself.</summary>
public sealed class NumericOptionsTests
{
    private static readonly string[] NeverNumbers =
        ["abc", "", "50%", "NaN", "Infinity", "1e999", "0,001", "1,000", "1.000,5", "0x10", "١", "99999999999999999999999"];

    [Fact]
    public async Task WhatIsNotANumberOfTheRangeEndsWithOneLineThatNamesTheOption()
    {
        int tried = 0;
        foreach ((Command command, Option option) in Numeric())
            foreach (string text in NeverNumbers)
            {
                Blur.Result result = await Blur.RunAsync([command.Name, .. Required(command, option), option.Name, text]);
                Assert.True(result.Code == 2, $"{command.Name} {option.Name} '{text}' ended with {result.Code}: {result.Error}");
                Assert.Empty(result.Output);
                Assert.StartsWith(option.Name, Assert.Single(result.Error.TrimEnd().Split('\n')));
                tried++;
            }
        Assert.True(tried >= 15 * NeverNumbers.Length, $"Only {tried} were tried.");
    }

    [Theory]
    [InlineData("train", "--learning-rate", "0,001", "write 0.001 with a point")]
    [InlineData("train", "--learning-rate", "0", "above 0 and at most 10")]
    [InlineData("train", "--learning-rate", "-1", "above 0 and at most 10")]
    [InlineData("train", "--epochs", "1.5", "a whole number, at least 1, not '1.5'")]
    [InlineData("train", "--epochs", "1,000", "without commas")]
    [InlineData("train", "--folds", "1", "--folds is 0 or at least 2.")]
    [InlineData("train", "--validation", "1", "above 0 and below 1")]
    [InlineData("train", "--synthesized", "-0.1", "from 0 to 1000")]
    [InlineData("classify", "--threshold", "50%", "write 0.5")]
    [InlineData("classify", "--threshold", "1.01", "from 0 to 1")]
    [InlineData("classify", "--parallel", "0", "from 1 to 1024")]
    [InlineData("inspect", "--samples", "101", "from 0 to 100")]
    [InlineData("calibrate", "--false-alarms", "0", "above 0 and at most 0.2")]
    [InlineData("synthesize", "--width", "63", "from 64 to 4096")]
    public async Task TheLineSaysWhatToWriteInstead(string command, string option, string text, string says)
    {
        Command known = BlurCommand.Create(TrainingCommands.Create()).Subcommands.Single(c => c.Name == command);
        Blur.Result result = await Blur.RunAsync([command, .. Required(known), option, text]);
        Assert.Equal(2, result.Code);
        Assert.StartsWith(option, result.Error);
        Assert.Contains(says, result.Error);
    }

    [Fact]
    public async Task ADecimalPointIsReadWhateverTheMachinesLanguage()
    {
        using var folder = new ImageFolder();
        string soft = folder.Add("soft.jpg", Images.Blurred()), model = folder.AddModel();
        CultureInfo before = CultureInfo.CurrentCulture;
        try
        {
            CultureInfo.CurrentCulture = new CultureInfo("")
            {
                NumberFormat = { NumberDecimalSeparator = ",", NumberGroupSeparator = "." },
            };
            Blur.Result result = await Blur.RunAsync("classify", soft, "--json", "-t", "2.5e-1", "--model", model);
            Assert.Equal(0.25, result.Json[0].GetProperty("threshold").GetDouble());
            Assert.Equal(2, (await Blur.RunAsync("classify", soft, "-t", "0,25", "--model", model)).Code);
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Theory]
    [InlineData("classify", "--sensitivity", "LOW", 0)]
    [InlineData("classify", "--sensitivity", "lowest", 2)]
    [InlineData("classify", "--sensitivity", "1", 2)]
    public async Task AChoiceIsOneOfItsNamesAndNeverANumber(string command, string option, string text, int expected)
    {
        using var folder = new ImageFolder();
        string sharp = folder.Add("sharp.jpg", Images.Sharp());
        Blur.Result result = await Blur.RunAsync(command, sharp, option, text, "--model", folder.AddModel());
        Assert.Equal(expected, result.Code);
        if (expected == 2) Assert.StartsWith($"--sensitivity is low, medium or high, not '{text}'.", result.Error);
    }

    private static IEnumerable<(Command, Option)> Numeric() =>
        from command in BlurCommand.Create(TrainingCommands.Create()).Subcommands
        from option in command.Options
        let type = Nullable.GetUnderlyingType(option.ValueType) ?? option.ValueType
        where type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(INumber<>))
        select (command, option);

    private static IEnumerable<string> Required(Command command, Option? but = null) =>
        [.. command.Arguments.Select(_ => "x"),
            .. command.Options.Where(o => o.Required && o != but).SelectMany(o => new[] { o.Name, o.Name == "--out" ? "x.zip" : "x" }),
            .. but?.Name.StartsWith("--onnx", StringComparison.Ordinal) == true ? ["--model", "x"] : Array.Empty<string>(),
            .. command.Name switch
            {
                "calibrate" or "train" => ["--sharp", "x"],
                "synthesize" => ["--out", "x"],
                "act" => ["--copy", "x"],
                _ => Array.Empty<string>(),
            }];
}
