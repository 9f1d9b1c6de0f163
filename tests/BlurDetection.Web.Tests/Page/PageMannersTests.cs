using Microsoft.Playwright;
using static BlurDetection.Web.Tests.Page.OpenPage;
using static Microsoft.Playwright.Assertions;

namespace BlurDetection.Web.Tests.Page;

[Trait("Category", "Slow")]
public sealed class PageMannersTests(Browser browser) : IClassFixture<Browser>
{
    // Every text and the nearest opaque background behind it, by WCAG 2.2's contrast ratio.
    private const string WeakTexts = """
        () => {
            const parse = c => c.startsWith('color(srgb')
                ? c.match(/[\d.]+/g).map((v, i) => i < 3 ? v * 255 : +v)
                : c.match(/[\d.]+/g).map(Number);
            const linear = v => (v /= 255) <= 0.04045 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4;
            const light = c => { const [r, g, b] = parse(c).map(linear); return 0.2126 * r + 0.7152 * g + 0.0722 * b; };
            const solid = c => { const p = parse(c); return p.length < 4 || p[3] > 0.99; };
            const behind = e => {
                for (; e; e = e.parentElement) { const c = getComputedStyle(e).backgroundColor; if (solid(c)) return c; }
                return 'rgb(255, 255, 255)';
            };
            const weak = [];
            const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
            while (walker.nextNode()) {
                const e = walker.currentNode.parentElement;
                if (!walker.currentNode.data.trim() || !e.checkVisibility({ visibilityProperty: true, opacityProperty: true })
                    || e.closest('option, datalist, template, .quiet-voice')) continue;
                const style = getComputedStyle(e);
                const [a, b] = [light(style.color), light(behind(e))].sort((x, y) => y - x);
                const large = parseFloat(style.fontSize) >= 24 || parseFloat(style.fontSize) >= 18.66 && style.fontWeight >= 700;
                const ratio = (a + 0.05) / (b + 0.05);
                if (ratio < (large ? 3 : 4.5)) weak.push(`${walker.currentNode.data.trim()}: ${ratio.toFixed(2)}`);
            }
            return weak;
        }
        """;

    [SkippableTheory]
    [InlineData(360)]
    [InlineData(768)]
    [InlineData(1280)]
    public async Task NothingSticksOutOfTheWindow(int width)
    {
        await using var open = await browser.OpenAsync(width, 780);
        Assert.True(await FitsAsync(open), "The empty page is wider than its window.");

        await open.ChooseAsync([.. Enumerable.Range(1, 5).Select(i => Image(i))]);
        await open.SettledAsync(5);

        Assert.True(await FitsAsync(open), "The grid is wider than its window.");
        await Expect(open.Verdict).ToBeInViewportAsync();
    }

    [SkippableTheory]
    [InlineData(ColorScheme.Light)]
    [InlineData(ColorScheme.Dark)]
    public async Task EveryTextHasTheContrastOfLevelAA(ColorScheme scheme)
    {
        await using var open = await browser.OpenAsync(scheme: scheme);
        Assert.Empty(await open.Page.EvaluateAsync<string[]>(WeakTexts));

        await open.ChooseAsync(Image(1), Image(2, blurred: true), ("notes.txt", [1, 2, 3]), Image(1, blurred: true));
        await open.SettledAsync(4);

        Assert.Empty(await open.Page.EvaluateAsync<string[]>(WeakTexts));
    }

    [SkippableFact]
    public async Task ColoursFollowTheSystemUntilChosenOtherwise()
    {
        await using var open = await browser.OpenAsync(scheme: ColorScheme.Dark);
        var dark = await PaperAsync(open);

        await open.Page.ClickAsync("#theme");
        var light = await PaperAsync(open);
        await open.Page.ReloadAsync();

        Assert.NotEqual(dark, light);
        Assert.Equal(light, await PaperAsync(open));
    }

    [SkippableFact]
    public async Task PicturesCanBeWalkedThroughByKeyboardAlone()
    {
        await using var open = await browser.OpenAsync();
        await open.ChooseAsync(Image(1), Image(2, blurred: true), Image(3));
        await open.SettledAsync(3);
        await Expect(open.Page.Locator("#file")).ToHaveTextAsync("crisp-01.jpg");

        await open.Page.Keyboard.PressAsync("ArrowRight");
        await Expect(open.Page.Locator("#file")).ToHaveTextAsync("soft-02.jpg");
        await open.Cards.Nth(2).FocusAsync();
        await open.Page.Keyboard.PressAsync("Enter");
        await Expect(open.Page.Locator("#file")).ToHaveTextAsync("crisp-03.jpg");
        await Expect(open.Cards.Nth(2)).ToBeFocusedAsync();
        await Expect(open.Cards.Nth(2)).ToHaveAttributeAsync("aria-current", "true");
    }

    [SkippableFact]
    public async Task EveryControlHasANameForAScreenReader()
    {
        await using var open = await browser.OpenAsync();
        await open.ChooseAsync(Image(1), Image(2));
        await open.SettledAsync(2);

        var nameless = await open.Page.EvaluateAsync<string[]>("""
            () => [...document.querySelectorAll('button, input, select, a, img, progress')]
                .filter(e => e.checkVisibility() && !(e.ariaLabel || e.textContent.trim() || e.alt || e.labels?.[0]?.textContent.trim()
                    || e.tagName === 'IMG' && e.hasAttribute('alt')))
                .map(e => e.outerHTML)
            """);

        Assert.Empty(nameless);
    }

    private static Task<bool> FitsAsync(OpenPage open) =>
        open.Page.EvaluateAsync<bool>("() => document.documentElement.scrollWidth <= innerWidth");

    private static Task<string> PaperAsync(OpenPage open) =>
        open.Page.EvaluateAsync<string>("() => getComputedStyle(document.body).backgroundColor");
}
