using System.Text.RegularExpressions;
using BlurDetection.Scanning.Reporting;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Tests.Support;
using Microsoft.Playwright;
using static Microsoft.Playwright.Assertions;

namespace BlurDetection.Scanning.Tests.Reporting;

/// <summary>The gallery as a person uses it, opened from the disk.</summary>
public sealed class GalleryPageTests : IDisposable
{
    // of a busy machine; what is right comes at once
    private const int PatienceMilliseconds = 60_000;

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableFact]
    public async Task ThresholdFiltersSearchKeysAndDarkWorkFromTheDisk()
    {
        Skip.If(Chromium.Path is null, "Needs Chromium.");
        await SyntheticResults.WriteAsync(_folder.PathOf("results"), 1000);
        string index = await ScanReport.WriteAsync(ScanResults.Open(_folder.PathOf("results")), _folder.PathOf("report"));
        SetDefaultExpectTimeout(PatienceMilliseconds);
        using IPlaywright playwright = await Playwright.CreateAsync();
        await using IBrowser browser = await playwright.Chromium.LaunchAsync(new()
        {
            ExecutablePath = Chromium.Path, Timeout = PatienceMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-background-networking"],
        });
        IPage page = await browser.NewPageAsync();
        var errors = new List<string>();
        page.PageError += (_, error) => errors.Add(error);
        await page.GotoAsync(new Uri(index).AbsoluteUri);
        ILocator blurred = page.Locator("[data-name=Blurred] b"), shown = page.Locator("#shown");
        var (all, focus, indeterminate, wrong) = SyntheticResults.Expected(1000);
        await Expect(blurred).ToHaveTextAsync($"{all}");

        await page.Locator("#threshold").FillAsync("0");
        await Expect(blurred).ToHaveTextAsync($"{all + focus}");
        await page.Locator("#threshold-reset").ClickAsync();
        await Expect(blurred).ToHaveTextAsync($"{all}");

        await page.Locator("#gallery").FocusAsync();
        await page.Keyboard.PressAsync("5");
        await Expect(shown).ToContainTextAsync($"{wrong} of 1,000");
        await page.Keyboard.PressAsync("4");
        await Expect(shown).ToContainTextAsync($"{indeterminate} of 1,000");
        await page.Keyboard.PressAsync("1");
        await page.Keyboard.PressAsync("End");
        await Expect(page.Locator(".card.selected")).ToHaveCountAsync(1);
        await page.Keyboard.PressAsync("/");
        await page.Keyboard.TypeAsync("photo-0000007");
        await Expect(shown).ToContainTextAsync("1 of 1,000");
        await page.Keyboard.PressAsync("Escape");
        string? before = await page.Locator("html").GetAttributeAsync("data-theme");
        await page.Keyboard.PressAsync("d");
        await Expect(page.Locator("html")).Not.ToHaveAttributeAsync("data-theme", new Regex($"^{before}$"));
        Assert.Empty(errors);
    }
}
