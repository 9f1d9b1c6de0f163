using System.Text;
using System.Text.Json;
using BlurDetection.Tests.Support;
using Microsoft.Playwright;
using static BlurDetection.Web.Tests.Page.OpenPage;
using static Microsoft.Playwright.Assertions;

namespace BlurDetection.Web.Tests.Page;

[Trait("Category", "Slow")]
public sealed class PageTests(Browser browser) : IClassFixture<Browser>
{
    [SkippableFact]
    public async Task ADroppedPictureShowsItsVerdictBarAndOverlay()
    {
        await using var open = await browser.OpenAsync();

        await open.DropAsync("walk.jpg", RenderedImages.Jpeg(480, 360, blurSigma: 5));

        await Expect(open.Verdict).ToHaveTextAsync("Blurred");
        await Expect(open.Page.Locator("#file")).ToHaveTextAsync("walk.jpg");
        await Expect(open.Page.Locator("#details")).ToContainTextAsync("480 × 360");
        await Expect(open.Page.Locator("#meter"))
            .ToHaveAttributeAsync("aria-label", new System.Text.RegularExpressions.Regex("threshold 60 %"));
        Assert.True(await PaintedAsync(open), "The heat map is empty.");
        await Expect(open.Page.Locator("#voice")).ToContainTextAsync("walk.jpg: Blurred");
    }

    [SkippableFact]
    public async Task PicturesComeFromTheClipboardAndThePhonesCameraToo()
    {
        await using var open = await browser.OpenAsync(360, 780);
        await Expect(open.Page.Locator("#camera")).ToHaveAttributeAsync("capture", "environment");
        var (name, bytes) = Image(1);
        await open.Page.SetInputFilesAsync("#camera", new FilePayload { Name = name, MimeType = "image/jpeg", Buffer = bytes });
        await open.SettledAsync(1);
        await Expect(open.Verdict).ToHaveTextAsync("In focus");

        await open.PasteAsync("pasted.jpg", Image(2, blurred: true).Item2);
        await open.SettledAsync(2);
        await Expect(open.Cards.Filter(new() { HasText = "pasted.jpg" })).ToContainTextAsync("Blurred");
    }

    [SkippableFact]
    public async Task TheHeatMapFadesAndDoesNotDependOnTheServer()
    {
        await using var open = await browser.OpenAsync();
        await open.ChooseAsync(Image(1));
        await open.SettledAsync(1);

        await open.SlideAsync("#fade", 0);
        await Expect(open.Page.Locator("#heat")).ToHaveCSSAsync("opacity", "0");
        await open.SlideAsync("#fade", 80);
        await Expect(open.Page.Locator("#heat")).ToHaveCSSAsync("opacity", "0.8");
        Assert.Equal(1, open.Uploads);
    }

    [SkippableFact]
    public async Task SensitivityClassifiesAgainAtOnceWithoutAnUpload()
    {
        await using var open = await browser.OpenAsync();
        await open.ChooseAsync(("between.jpg", RenderedImages.Jpeg(320, 240, blurSigma: 1.2f)));
        await open.SettledAsync(1);
        var probability = await ProbabilityAsync(open);
        Assert.InRange(probability, 0.03, 0.97);

        await open.SlideAsync("#sensitivity", (int)Math.Floor((1 - probability) * 100) + 2);
        await Expect(open.Verdict).ToHaveTextAsync("Blurred");
        await open.SlideAsync("#sensitivity", (int)Math.Ceiling((1 - probability) * 100) - 2);
        await Expect(open.Verdict).ToHaveTextAsync("In focus");
        Assert.Equal(1, open.Uploads);
    }

    [SkippableFact]
    public async Task ThirtyPicturesBecomeAGridThatSortsFiltersAndExports()
    {
        await using var open = await browser.OpenAsync();

        await open.ChooseAsync([.. Enumerable.Range(1, 30).Select(i => Image(i, blurred: i % 3 == 0))]);
        await open.SettledAsync(30);

        await Expect(open.Cards).ToHaveCountAsync(30);
        await Expect(open.Page.Locator("#voice")).ToContainTextAsync("30 images classified: 20 in focus, 10 blurred");
        await open.Page.SelectOptionAsync("#sort", "blurred");
        await Expect(open.Cards.First).ToContainTextAsync("Blurred");
        await open.Page.SelectOptionAsync("#sort", "sharp");
        await Expect(open.Cards.First).ToContainTextAsync("In focus");
        await open.Page.ClickAsync("#counts [data-show=blurred]");
        await Expect(open.Cards).ToHaveCountAsync(10);

        var csv = await SavedAsync(open, "#export-csv");
        Assert.Equal(31, csv.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.StartsWith("file,verdict,probability", csv.TrimStart('\uFEFF'));
        var json = JsonDocument.Parse(await SavedAsync(open, "#export-json")).RootElement.GetProperty("images");
        Assert.Equal(10, json.EnumerateArray().Count(p => p.GetProperty("verdict").GetString() == "blurred"));
    }

    [SkippableFact]
    public async Task ABrokenFileAmongGoodOnesIsNamedAndHarmsNoOther()
    {
        await using var open = await browser.OpenAsync();
        var (_, whole) = Image(5);

        await open.ChooseAsync(Image(1), ("cut.jpg", whole[..(whole.Length / 2)]), ("notes.txt", Encoding.UTF8.GetBytes("hello")),
            Image(2, blurred: true));
        await open.SettledAsync(4);

        await Expect(open.Page.Locator("#grid .card.error")).ToHaveCountAsync(2);
        await Expect(open.Page.Locator("#grid .card.focus")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator("#grid .card.blurred")).ToHaveCountAsync(1);
        await open.Page.Locator("#grid .card.error").Filter(new() { HasText = "cut.jpg" }).ClickAsync();
        await Expect(open.Page.Locator("#why")).ToContainTextAsync("cut short");
    }

    [SkippableFact]
    public async Task ABurstIsGroupedAndItsSharpestMarked()
    {
        await using var open = await browser.OpenAsync();

        await open.ChooseAsync(("b1.jpg", RenderedImages.Jpeg(320, 240, 7, 3)), ("b2.jpg", RenderedImages.Jpeg(320, 240, 7)),
            ("b3.jpg", RenderedImages.Jpeg(320, 240, 7, 1.5f)), Image(8));
        await open.SettledAsync(4);

        await Expect(open.Page.Locator(".burst")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator(".burst .card")).ToHaveCountAsync(3);
        await Expect(open.Page.Locator(".card.best")).ToHaveCountAsync(1);
        await Expect(open.Page.Locator(".card.best")).ToContainTextAsync("b2.jpg");
        await open.Page.UncheckAsync("#bursts");
        await Expect(open.Page.Locator(".burst")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task CopiesOfOneFileAreDuplicatesAndNoBurst()
    {
        await using var open = await browser.OpenAsync();
        byte[] bytes = RenderedImages.Jpeg(320, 240, 7);

        await open.ChooseAsync(("a.jpg", bytes), ("b.jpg", bytes));
        await open.SettledAsync(2);

        await Expect(open.Page.Locator(".burst")).ToContainTextAsync("2 copies of one file");
        await Expect(open.Page.Locator(".card.best")).ToHaveCountAsync(0);
    }

    [SkippableFact]
    public async Task ASampleIsOneClickAwayAndAnEvenOneCannotBeTold()
    {
        await using var open = await browser.OpenAsync();

        await open.Page.GetByRole(AriaRole.Button, new() { Name = "black", Exact = true }).ClickAsync();

        await Expect(open.Verdict).ToHaveTextAsync("Cannot tell");
        await Expect(open.Page.Locator("#why")).ToContainTextAsync("black");
    }

    [SkippableFact]
    public async Task AnUploadedModelClassifiesThePicturesAgain()
    {
        await using var open = await browser.OpenAsync();
        await open.ChooseAsync(Image(1));
        await open.SettledAsync(1);

        await open.Page.SetInputFilesAsync("#model-file",
            new FilePayload { Name = "mine.onnx", MimeType = "application/octet-stream", Buffer = TestModels.PlainWithoutExtras() });

        await Expect(open.Page.Locator("#model-line")).ToContainTextAsync("mine.onnx");
        await Expect(open.Verdict).ToHaveTextAsync("In focus");
        await Expect(open.Page.Locator("#fade-box")).ToBeHiddenAsync(); // a model without a map
        Assert.Equal(2, open.Uploads);
    }

    private static Task<bool> PaintedAsync(OpenPage open) => open.Page.EvaluateAsync<bool>(
        "() => { const c = document.getElementById('heat'); return c.getContext('2d').getImageData(0, 0, c.width, " +
            "c.height).data.some((v, i) => i % 4 === 3 && v > 40); }");

    private static async Task<double> ProbabilityAsync(OpenPage open) =>
        double.Parse((await open.Page.EvaluateAsync<string>("() => document.getElementById('meter').style.getPropertyValue('--at')"))
            .TrimEnd('%')) / 100;

    private static async Task<string> SavedAsync(OpenPage open, string button)
    {
        var download = await open.Page.RunAndWaitForDownloadAsync(() => open.Page.ClickAsync(button));
        await using var stream = await download.CreateReadStreamAsync();
        return await new StreamReader(stream).ReadToEndAsync();
    }
}
