using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class InspectCommandTests : IDisposable
{
    private readonly LabelledImages _pictures = new(scenes: 8);

    public void Dispose() => _pictures.Dispose();

    private Task<Blur.Result> InspectAsync(params string[] more) =>
        Blur.RunAsync(["inspect", "--images", _pictures.Images, "--labels", _pictures.Labels, .. more]);

    private void AddRow(string row) => File.AppendAllText(_pictures.Labels, row + "\n");

    [Fact]
    public async Task TheMiddleOfAVeryLongNameIsLeftOut()
    {
        AddRow($"begin{new string('x', 300_000)}end.jpg,1");
        Blur.Result result = await InspectAsync();
        Assert.Equal(3, result.Code);
        Assert.Contains("beginxxx", result.Error);
        Assert.Contains(" characters] ", result.Error);
        Assert.True(result.Error.Length + result.Output.Length < 20_000, $"{result.Error.Length} characters");
    }

    [Fact]
    public async Task EverythingOneShouldKnowStandsInThePlainText()
    {
        _pictures.Folder.Add("copy.jpg", File.ReadAllBytes(Path.Combine(_pictures.Images, "1.jpg")));
        _pictures.Folder.Add("near.jpg", Images.Blurred(64, 48, seed: 3, sigma: 1));
        _pictures.Folder.Add("torn.jpg", "no image"u8.ToArray());
        _pictures.Folder.Add("nobody.jpg", Images.Sharp(200, 100, seed: 77));
        foreach (string row in new[] { "copy.jpg,0", "near.jpg,0", "torn.jpg,1", "lost.jpg,1" }) AddRow(row);
        Blur.Result result = await InspectAsync();
        Assert.Equal(3, result.Code); // two rows cannot be used
        foreach (string words in new[]
        {
            "6 blur, 4 focus; 9 distinct", "64 x 48 to 64 x 48", "2: 1 unreadable, 1 missing, 0 malformed", "without label     1",
            "copies            1 cluster", "2 files (1 blur, 1 focus): 1.jpg, copy.jpg", "two labels        1 cluster",
            "near-duplicates   1 cluster", "3.jpg, near.jpg",
            "have a twin in training; by group 0",
        })
            Assert.Contains(words, result.Output);
        Assert.Contains("row 12", result.Error);
        Assert.Contains("row 13", result.Error);
        Assert.DoesNotContain("▀", result.Output); // no terminal, no drawing
    }

    [Fact]
    public async Task SamplesOfEachClassAreDrawnWhereAsked()
    {
        Blur.Result result = await InspectAsync("--samples", "3");
        Assert.Equal(0, result.Code);
        string[] lines = result.Lines;
        int blur = Array.IndexOf(lines, "blur"), focus = Array.IndexOf(lines, "focus");
        Assert.True(blur > 0 && focus > blur);
        Assert.Equal(3, lines[blur..focus].Sum(line => line.Split(".jpg").Length - 1));
        Assert.Equal(3, lines[focus..].Sum(line => line.Split(".jpg").Length - 1));
        Assert.Contains("▀", lines[blur + 1]);
        Assert.Contains("\e[38;2;", lines[blur + 1]); // in true colours
    }

    [Fact]
    public async Task AGroupColumnMakesFewerGroupsAndASplitColumnItsLeaks()
    {
        using var grouped = new LabelledImages(columns: "filename,label,group", more: i => $",film{i / 4}");
        Blur.Result result = await Blur.RunAsync("inspect", "--images", grouped.Images, "--labels", grouped.Labels, "--json");
        Assert.Equal(3, result.Json[0].GetProperty("groups").GetInt32());

        using var split = new LabelledImages(columns: "filename,label,split", more: i => i < 4 ? ",val" : ",train");
        split.Folder.Add("copy.jpg", File.ReadAllBytes(Path.Combine(split.Images, "0.jpg")));
        File.AppendAllText(split.Labels, "copy.jpg,0,train\n");
        string page = Path.Combine(split.Images, "page.html");
        Blur.Result leaking =
            await Blur.RunAsync("inspect", "--images", split.Images, "--labels", split.Labels, "--json", "--report", page);
        Assert.Equal((4, 1), (leaking.Json[0].GetProperty("leak").GetProperty("hold_out").GetInt32(),
            leaking.Json[0].GetProperty("leak").GetProperty("leaked").GetInt32()));
        Assert.Contains("This split leaks: 1 of 4", File.ReadAllText(page));
    }
}
