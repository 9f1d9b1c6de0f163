using System.Diagnostics;

namespace BlurDetection.Web.LoadTest;

/// <summary>The page's server in a process of its own, so that its memory is told apart from the sender's.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private const string Listening = "Now listening on: ";
    private readonly Process _process;

    private ServerProcess(Process process, Uri address) => (_process, Address) = (process, address);

    public Uri Address { get; }

    public double WorkingSetMiB
    {
        get { _process.Refresh(); return _process.WorkingSet64 / 1048576.0; }
    }

    public double PeakMiB
    {
        get { _process.Refresh(); return _process.PeakWorkingSet64 / 1048576.0; }
    }

    /// <summary>Open descriptors on Linux; 0 elsewhere.</summary>
    public int Descriptors => Directory.Exists($"/proc/{_process.Id}/fd") ? Directory.GetFiles($"/proc/{_process.Id}/fd").Length : 0;

    /// <summary>Asks the server to end, as a service manager does.</summary>
    public void Terminate() => Process.Start("kill", ["-TERM", _process.Id.ToString()]).WaitForExit();

    public static async Task<ServerProcess> StartAsync(string[] arguments)
    {
        var assembly = Path.Combine(AppContext.BaseDirectory, "BlurDetection.Web.dll");
        var start = new ProcessStartInfo("dotnet", [assembly, "--urls", "http://127.0.0.1:0", .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var process = Process.Start(start)!;
        while (await process.StandardOutput.ReadLineAsync() is { } line)
        {
            if (line.IndexOf(Listening, StringComparison.Ordinal) is var at && at < 0) continue;
            _ = process.StandardOutput.ReadToEndAsync(); // or the pipe fills up and the server waits
            return new ServerProcess(process, new Uri(line[(at + Listening.Length)..]));
        }
        throw new InvalidOperationException($"The server did not start: {await process.StandardError.ReadToEndAsync()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited) _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
