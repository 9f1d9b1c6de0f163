using System.Diagnostics;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests.Documentation;

/// <summary>The page's server, started by the line that a document shows, on a free port.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";

    private readonly Process _process;

    private PageServer(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public static async Task<PageServer> StartAsync(string line)
    {
        // in place of the shell, so that ending it ends the server
        var start = new ProcessStartInfo("bash", ["-c", "exec " + line]) { WorkingDirectory = Repository.Root };
        start.RedirectStandardOutput = true;
        DotnetCommand.Isolate(start);
        start.Environment["ASPNETCORE_URLS"] = "http://127.0.0.1:0";
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } told)
        {
            if (told.IndexOf(Listening, StringComparison.Ordinal) is var at && at < 0) continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or the pipe fills up and the server waits
            var server = new PageServer(process, new Uri(told[(at + Listening.Length)..]));
            using var client = new HttpClient();
            Assert.Contains("<html", await client.GetStringAsync(server.Address), StringComparison.OrdinalIgnoreCase);
            return server;
        }
        process.Dispose();
        throw new InvalidOperationException($"{line}: the server did not start.");
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
