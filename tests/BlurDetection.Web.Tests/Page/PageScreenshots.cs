using BlurDetection.Tests.Support;
using BlurDetection.Web.Models;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Playwright;
using SkiaSharp;
using static Microsoft.Playwright.Assertions;

namespace BlurDetection.Web.Tests.Page;

/// <summary>Takes the README's pictures of the page again, with the embedded model and the project's own sample pictures.</summary>
/// <remarks>
/// <c>SCREENSHOTS=docs/images dotnet test tests/BlurDetection.Web.Tests --filter PageScreenshots</c>; the folder is seen from
/// the repository's root.
/// </remarks>
[Trait("Category", "Slow")]
public sealed class PageScreenshots(Browser browser) : IClassFixture<Browser>
{
    private const string FolderVariable = "SCREENSHOTS";
    private const int Quality = 88;

    [SkippableTheory]
    [InlineData("welcome", 1280, 860, ColorScheme.Light)]
    [InlineData("verdict", 1280, 800, ColorScheme.Light)]
    [InlineData("grid", 1280, 1560, ColorScheme.Dark)]
    [InlineData("phone", 360, 780, ColorScheme.Light)]
    public async Task MainStatesOfThePageArePictured(string state, int width, int height, ColorScheme scheme)
    {
        var folder = Environment.GetEnvironmentVariable(FolderVariable);
        Skip.If(string.IsNullOrEmpty(folder), $"Set {FolderVariable} to the folder for the images (docs/images) to take them again.");
        await using var server =
            await RunningServer.StartAsync(loader: services => ActivatorUtilities.CreateInstance<BlurModelLoader>(services));
        await using var open = await browser.OpenAsync(width, height, scheme, server.Address);

        if (state == "grid")
        {
            var samples = await open.Page.Locator(".sample").CountAsync();
            await open.Page.ClickAsync("#samples-all");
            await open.SettledAsync(samples);
        }
        else if (state != "welcome")
        {
            await open.Page.GetByRole(AriaRole.Button, new() { Name = "portrait, shaken", Exact = true }).ClickAsync();
            await Expect(open.Verdict).Not.ToBeEmptyAsync();
            await open.SettledAsync(1);
        }

        // A click far down a long page may have scrolled it.
        await open.Page.EvaluateAsync("() => window.scrollTo({ top: 0, behavior: 'instant' })");
        await open.Page.Mouse.MoveAsync(width - 1, height - 1);
        await open.Page.EvaluateAsync("() => document.fonts.ready.then(() => true)");
        var picture = await open.Page.ScreenshotAsync(new PageScreenshotOptions { Animations = ScreenshotAnimations.Disabled });
        var path = Path.Combine(Repository.Root, folder!, $"page-{state}.webp");
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        using var bitmap = SKBitmap.Decode(picture);
        using var encoded = bitmap.Encode(SKEncodedImageFormat.Webp, Quality);
        await File.WriteAllBytesAsync(path, encoded.ToArray());
    }
}
