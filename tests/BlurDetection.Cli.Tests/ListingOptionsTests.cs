using System.CommandLine;
using System.Text.Json;
using BlurDetection.Cli;
using BlurDetection.Cli.Output;
using BlurDetection.Cli.Images;
using BlurDetection.Cli.Training;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class ListingOptionsTests : IDisposable
{
    private readonly ImageFolder _folder = new();
    private readonly string _model;

    public ListingOptionsTests()
    {
        Directory.CreateDirectory(In);
        _model = _folder.AddModel();
        _folder.Add("in/a-sharp.jpg", Images.Sharp());
        _folder.Add("in/b-soft.jpg", Images.Blurred());
        _folder.Add("in/c-softer.jpg", Images.Blurred(sigma: 12));
        _folder.Add("in/d-black.png", Images.Even(0));
    }

    private string In => Path.Combine(_folder.Root, "in");

    private string New(string name) => Path.Combine(_folder.Root, name);

    public void Dispose() => _folder.Dispose();

    private static string[] Names(Blur.Result result) =>
        [.. result.Json.Select(line => Path.GetFileName(line.GetProperty("file").GetString()!))];

    [Theory]
    [InlineData("blurred", "b-soft.jpg,c-softer.jpg")]
    [InlineData("focus", "a-sharp.jpg")]
    [InlineData("indeterminate", "d-black.png")]
    public async Task OneVerdictAloneIsListedAndAllAreCounted(string verdict, string expected)
    {
        var result = await Blur.RunAsync("classify", In, "--json", "--only", verdict, "--model", _model);
        Assert.Equal(expected.Split(','), Names(result));
        Assert.Contains("4 images", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task SortedResultsBeginWithTheMostBlurredAndEndWithThoseWithoutAVerdict()
    {
        var result = await Blur.RunAsync("classify", In, "--json", "--sort", "probability", "--model", _model);
        double[] probabilities = [.. result.Json.SkipLast(1).Select(line => line.GetProperty("probability").GetDouble())];
        Assert.Equal(probabilities.OrderDescending(), probabilities);
        Assert.Equal("d-black.png", Names(result)[^1]);
    }

    [Theory]
    [InlineData('\n', false)]
    [InlineData('\0', true)]
    public async Task PathsAreReadFromAList(char end, bool zero)
    {
        string list = _folder.Add("list", System.Text.Encoding.UTF8.GetBytes($"{In}/b-soft.jpg{end}{In}/a-sharp.jpg{end}"));
        var result =
            await Blur.RunAsync(["classify", "--files-from", list, .. zero ? ["-0"] : Array.Empty<string>(), "--json", "--model", _model]);
        Assert.Equal((0, "b-soft.jpg,a-sharp.jpg"), (result.Code, string.Join(',', Names(result))));
    }

    [Fact]
    public async Task ARunGoesOnWhereAKilledOneStoppedInTheMiddleOfALine()
    {
        string file = New("out.jsonl");
        await Blur.RunAsync("classify", Path.Combine(In, "a-sharp.jpg"), "--resume", file, "--model", _model);
        await File.AppendAllTextAsync(file, "{\"schema\":1,\"file\":\"half");
        var result = await Blur.RunAsync("classify", In, "--resume", file, "--model", _model);
        Assert.Equal(0, result.Code);
        Assert.Contains("1 image was classified before", result.Error, StringComparison.Ordinal);
        string[] names = [.. File.ReadLines(file).Select(line => JsonDocument.Parse(line).RootElement.GetProperty("file").GetString()!)];
        Assert.Equal(["a-sharp.jpg", "b-soft.jpg", "c-softer.jpg", "d-black.png"], names.Select(Path.GetFileName));
    }

    [Theory]
    [InlineData("dear diary")]
    [InlineData("{\"schema\":1,\"file\":\"a.jpg\"}\ndear diary")]
    [InlineData("{\"settings\":1}")]
    public async Task AFileThatEndsWithSomethingElseKeepsItsEnd(string text)
    {
        string file = _folder.Add("notes.txt", System.Text.Encoding.UTF8.GetBytes(text));
        var result = await Blur.RunAsync("classify", In, "--resume", file, "--model", _model);
        Assert.Equal(2, result.Code);
        Assert.Contains("does not end with a result", result.Error, StringComparison.Ordinal);
        Assert.Equal(text, File.ReadAllText(file));
    }

    [Fact]
    public async Task ALineWhoseFileIsNotANameIsNotAResult()
    {
        string file = _folder.Add("notes.jsonl", "{\"schema\":1,\"file\":1}\n"u8.ToArray());
        var result = await Blur.RunAsync("classify", In, "--resume", file, "--model", _model);
        Assert.Equal(2, result.Code);
        Assert.Contains("line 1 is not a result", result.Error, StringComparison.Ordinal);
    }

    [SkippableFact]
    public async Task AListMayNameAPipeOrADeviceAndNothingWaitsForIt()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes of names are made by mkfifo.");
        string pipe = Path.Combine(_folder.Root, "pipe.jpg");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        string list =
            _folder.Add("list.txt", System.Text.Encoding.UTF8.GetBytes($"{pipe}\n/dev/zero\n{Path.Combine(In, "a-sharp.jpg")}\n"));
        var result = await Blur.RunAsync("classify", "--files-from", list, "--json", "--model", _model);
        Assert.Equal(3, result.Code);
        Assert.Equal(3, result.Json.Length);
        Assert.Equal(2, result.Json.Count(line => line.GetProperty("error")
            .GetString()?.Contains("not a regular file", StringComparison.Ordinal) == true));
    }

    [Fact]
    public async Task AListWithALineLongerThanAnyPathIsRefused()
    {
        string list = _folder.Add("list.txt", [.. Enumerable.Repeat((byte)'a', 100_000)]);
        var result = await Blur.RunAsync("classify", "--files-from", list, "--model", _model);
        Assert.Equal(2, result.Code);
        Assert.Contains("not a list of paths", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task ResultsWithALineLongerThanAnyOfOursAreRefused()
    {
        string file = _folder.Add("results.jsonl", [.. Enumerable.Repeat((byte)'a', 17 << 20), (byte)'\n']);
        var result = await Blur.RunAsync("classify", In, "--resume", file, "--model", _model);
        Assert.Equal(2, result.Code);
        Assert.Contains("not a file of results", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AFileOfSomethingElseIsNotWrittenTo()
    {
        string file = _folder.Add("notes.txt", "dear diary\n"u8.ToArray());
        var result = await Blur.RunAsync("classify", In, "--resume", file, "--model", _model);
        Assert.Equal(2, result.Code);
        Assert.Contains("line 1 is not a result", result.Error, StringComparison.Ordinal);
        Assert.Equal("dear diary\n", File.ReadAllText(file));
    }

    [Fact]
    public async Task EveryLineOfJSONHasTheMembersAndValuesOfTheSchema()
    {
        string path = Path.Combine(Repository.Root, "docs", "schemas", "classify.schema.json");
        JsonElement schema = JsonDocument.Parse(File.ReadAllText(path)).RootElement, members = schema.GetProperty("properties");
        var result = await Blur.RunAsync("classify", In, Path.Combine(In, "missing.jpg"), "--json", "--model", _model);
        Assert.Equal(5, result.Json.Length);
        foreach (JsonElement line in result.Json)
        {
            Assert.Superset(schema.GetProperty("required").EnumerateArray().Select(name => name.GetString()!).ToHashSet(), Members(line));
            Assert.All(Members(line), name => Assert.True(members.TryGetProperty(name, out _), $"The schema lacks {name}."));
            foreach (string name in new[] { "verdict", "kind", "reason" })
                Assert.Contains(line.GetProperty(name).ToString(),
                    members.GetProperty(name).GetProperty("enum").EnumerateArray().Select(value => value.ToString()));
        }
    }

    private static HashSet<string> Members(JsonElement line) => [.. line.EnumerateObject().Select(member => member.Name)];

    [Fact]
    public async Task TheReportIsOnePageWithEveryImageInPlainWords()
    {
        var result = await Blur.RunAsync("classify", In, _folder.Add("in/e-broken.jpg", "text"u8.ToArray()), "--report", New("photos.html"),
            "--model", _model);
        Assert.Equal(3, result.Code);
        string page = File.ReadAllText(New("photos.html"));
        Assert.Contains("likely blurred", page, StringComparison.Ordinal);
        Assert.Contains("too dark", page, StringComparison.Ordinal);
        Assert.Contains("e-broken.jpg", page, StringComparison.Ordinal);
        Assert.Equal(4, page.Split("<img").Length - 1);
        Assert.DoesNotContain("src=\"http", page, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Name images, folders or patterns", "classify")]
    [InlineData("--null needs --files-from", "classify", "x.jpg", "-0")]
    [InlineData("--report writes .html or .htm, not 'out.gif'", "classify", "x.jpg", "--report", "out.gif")]
    [InlineData("Give --resume or --sort", "classify", "x.jpg", "--resume", "a", "--sort", "strength")]
    [InlineData("--out writes .zip or .onnx, not 'm.foo'", "calibrate", "--sharp", "x", "--out", "m.foo")]
    [InlineData("--preview writes .png", "synthesize", "x.jpg", "--preview", "sheet.gif")]
    public async Task OptionsThatDoNotFitAreRefusedInALine(string expected, params string[] args)
    {
        var result = await Blur.RunAsync(args);
        Assert.Equal(2, result.Code);
        Assert.Contains(expected, Assert.Single(result.Error.Split('\n', StringSplitOptions.RemoveEmptyEntries)), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("calibrate", "--sharp", "sharp", "--out")]
    [InlineData("quantize", "--model", "m.zip", "--images", "sharp", "--out")]
    [InlineData("synthesize", "x.jpg", "--preview")]
    public async Task NothingIsOverwrittenWithoutForce(params string[] args)
    {
        string taken = _folder.Add(args[0] == "synthesize" ? "taken.png" : "taken.zip", "mine"u8.ToArray());
        var result = await Blur.RunAsync([.. args, taken]);
        Assert.Equal(2, result.Code);
        Assert.Contains("is there already", result.Error, StringComparison.Ordinal);
        Assert.Equal("mine", File.ReadAllText(taken));
    }

    [Fact]
    public void EveryExampleOfTheHelpIsACommandLineThatCanBeRead()
    {
        RootCommand root = BlurCommand.Create(TrainingCommands.Create());
        string[] named = [.. root.Subcommands.Select(command => command.Name)];
        foreach (string example in named.SelectMany(Examples.Of))
        {
            string line = example.Split(" || ")[0].Split(" | ")[^1];
            Assert.StartsWith("blur ", line, StringComparison.Ordinal);
            Assert.Empty(root.Parse(line["blur ".Length..]).Errors);
        }
        Assert.All(named, name => Assert.NotEmpty(Examples.Of(name)));
    }

    [Fact]
    public void ProgressTellsTheShareAndTheTimeLeft()
    {
        var tally = new Tally();
        var blurred = new BlurPrediction { Verdict = BlurVerdict.Blurred, Probability = 1, Threshold = 0.5, Width = 1, Height = 1 };
        for (int i = 0; i < 100; i++)
            tally.Add(new Classification("x", i < 30 ? blurred : blurred with { Verdict = BlurVerdict.Focus }, null, 1));
        Assert.Equal("100 of 5,000 (2 %): 30 blurred; about 5 min left", ProgressLine.Text(tally, 5000, TimeSpan.FromSeconds(6)));
        Assert.Equal("100 of 200 (50 %): 30 blurred; about 6 s left", ProgressLine.Text(tally, 200, TimeSpan.FromSeconds(6)));
        Assert.Equal("100: 30 blurred", ProgressLine.Text(tally, null, TimeSpan.FromSeconds(6)));
    }
}
