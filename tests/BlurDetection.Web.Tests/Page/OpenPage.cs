using BlurDetection.Tests.Support;
using Microsoft.Playwright;

namespace BlurDetection.Web.Tests.Page;

/// <summary>The page, with what a person does on it.</summary>
internal sealed class OpenPage : IAsyncDisposable
{
    private readonly IBrowserContext _context;
    private readonly List<string> _complaints = [];

    private OpenPage(IBrowserContext context, IPage page)
    {
        (_context, Page) = (context, page);
        page.PageError += (_, error) => _complaints.Add(error);
        page.Console += (_, message) => { if (message.Type == "error"
            && !message.Text.Contains("status of 4", StringComparison.Ordinal)) _complaints.Add(message.Text); };
        page.Request += (_, request) => { if (request.Url.Contains("/api/classify", StringComparison.Ordinal)) Uploads++; };
    }

    public IPage Page { get; }

    /// <summary>Pictures sent to the server so far.</summary>
    public int Uploads { get; private set; }

    public ILocator Verdict => Page.Locator("#verdict");

    public ILocator Cards => Page.Locator("#grid .card");

    public static async Task<OpenPage> LoadAsync(IBrowserContext context, Uri address)
    {
        var open = new OpenPage(context, await context.NewPageAsync());
        await open.Page.GotoAsync(address.ToString());
        await open.Page.WaitForSelectorAsync(".sample");
        return open;
    }

    public Task ChooseAsync(params (string Name, byte[] Bytes)[] files) => Page.SetInputFilesAsync(
        "#choose", files.Select(f => new FilePayload { Name = f.Name, MimeType = "application/octet-stream", Buffer = f.Bytes }));

    /// <summary>Drops files onto the page as a file manager does.</summary>
    public Task DropAsync(string name, byte[] bytes) => Page.EvaluateAsync("""
        ([name, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name, { type: 'image/jpeg' }));
            for (const type of ['dragenter', 'dragover', 'drop'])
                document.body.dispatchEvent(new DragEvent(type, { dataTransfer: transfer, bubbles: true, cancelable: true }));
        }
        """, new[] { name, Convert.ToBase64String(bytes) });

    /// <summary>Pastes a picture from the clipboard.</summary>
    public Task PasteAsync(string name, byte[] bytes) => Page.EvaluateAsync("""
        ([name, text]) => {
            const transfer = new DataTransfer();
            transfer.items.add(new File([Uint8Array.from(atob(text), c => c.charCodeAt(0))], name, { type: 'image/jpeg' }));
            document.body.dispatchEvent(new ClipboardEvent('paste', { clipboardData: transfer, bubbles: true }));
        }
        """, new[] { name, Convert.ToBase64String(bytes) });

    /// <summary>Waits until no picture waits for its verdict.</summary>
    public async Task SettledAsync(int pictures)
    {
        await Page.WaitForFunctionAsync("n => Number(document.querySelector('#counts [data-show=all] b').textContent) === n", pictures);
        await Page.WaitForFunctionAsync("() => document.getElementById('progress').hidden && !document.querySelector('.stage.waiting')");
    }

    /// <summary>Moves a slider as a person does, with events.</summary>
    public Task SlideAsync(string id, int value) => Page.Locator(id).FillAsync(value.ToString());

    public static (string, byte[]) Image(int seed, bool blurred = false) =>
        ($"{(blurred ? "soft" : "crisp")}-{seed:00}.jpg", RenderedImages.Jpeg(320, 240, seed, blurred ? 5 : 0));

    public async ValueTask DisposeAsync()
    {
        await _context.CloseAsync();
        Assert.Empty(_complaints);
    }
}
