using Microsoft.Playwright;

namespace BlurDetection.Web.Tests.Page;

/// <summary>A real Chromium and a server for it, shared by the tests of a class.</summary>
public sealed class Browser : IAsyncLifetime
{
    private const string PathVariable = "BLURDETECTION_CHROMIUM";
    // Only a hang ends a wait: a busy machine must not fail a test.
    private const float PatienceMilliseconds = 120_000;
    private static readonly string[] UsualPlaces = ["/usr/bin/chromium", "/usr/bin/chromium-browser", "/usr/bin/google-chrome"];
    private IPlaywright? _playwright;
    private IBrowser? _browser;

    internal RunningServer Server { get; private set; } = null!;

    private static string? Executable =>
        Environment.GetEnvironmentVariable(PathVariable) is { Length: > 0 } path ? path : UsualPlaces.FirstOrDefault(File.Exists);

    public async Task InitializeAsync()
    {
        if (Executable is not { } executable) return;
        Server = await RunningServer.StartAsync("--Web:AllowModelUpload true");
        _playwright = await Playwright.CreateAsync();
        Assertions.SetDefaultExpectTimeout(PatienceMilliseconds);
        _browser = await _playwright.Chromium.LaunchAsync(new BrowserTypeLaunchOptions
        {
            ExecutablePath = executable,
            Timeout = PatienceMilliseconds,
            Args = ["--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
                "--disable-component-update", "--disable-sync"],
        });
    }

    /// <summary>The page in a window of its own, ready for pictures; skips the test where there is no Chromium.</summary>
    /// <remarks>A script error, or anything that the content security policy stops, fails the test when the window is closed.</remarks>
    internal async Task<OpenPage> OpenAsync(int width = 1280, int height = 900, ColorScheme scheme = ColorScheme.Light, Uri? address = null)
    {
        Skip.If(_browser is null, $"No Chromium is installed (apt-get install chromium), and {PathVariable} names none.");
        var context = await _browser!.NewContextAsync(new BrowserNewContextOptions
        {
            ViewportSize = new ViewportSize { Width = width, Height = height },
            ColorScheme = scheme,
            AcceptDownloads = true,
        });
        context.SetDefaultTimeout(PatienceMilliseconds);
        return await OpenPage.LoadAsync(context, address ?? Server.Address);
    }

    public async Task DisposeAsync()
    {
        if (_browser is not null) await _browser.DisposeAsync();
        _playwright?.Dispose();
        if (Server is not null) await Server.DisposeAsync();
    }
}
