using System.Diagnostics;
using BlurDetection.Cli;
using BlurDetection.Tests.Support;

namespace BlurDetection.Cli.Tests.Interruption;

using Images = BlurDetection.Tests.Support.Images; // not the namespace BlurDetection.Cli.Images

public sealed class SignalTests : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(2);

    private readonly ImageFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [SkippableTheory]
    [Trait("Category", "Slow")]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task OneSignalIsAnsweredAtOnceAndASecondOneEndsItWithoutACrash(string signal)
    {
        Skip.IfNot(File.Exists("/bin/bash"), "Signals are sent by a shell.");
        Skip.If(signal == "INT" && IgnoresInterrupts(), "What a shell starts in the background ignores SIGINT, and what that starts, too.");
        string program = Path.Combine(AppContext.BaseDirectory, "BlurDetection.Cli.Training.dll");
        var start = new ProcessStartInfo("dotnet", [program, "classify", "--model", _folder.AddModel(), "--files-from", "-"])
        {
            RedirectStandardInput = true, RedirectStandardOutput = true, RedirectStandardError = true,
        };
        using Process process = Process.Start(start)!;
        try
        {
            // Its list does not end, so it waits for the next name once these are done.
            string image = _folder.Add("sharp.jpg", Images.Sharp());
            for (int i = 0; i < 50; i++) await process.StandardInput.WriteLineAsync(image);
            await process.StandardInput.FlushAsync();
            Assert.Contains("sharp.jpg", await process.StandardOutput.ReadLineAsync().WaitAsync(Patience));

            await SendAsync(process, signal);
            string? answer = await process.StandardError.ReadLineAsync().WaitAsync(Patience);
            Assert.Equal("Stopping after the step at hand; press Ctrl-C again to stop at once.", answer);
            await SendAsync(process, signal);

            string rest = await process.StandardError.ReadToEndAsync().WaitAsync(Patience);
            await process.WaitForExitAsync().WaitAsync(Patience);
            Assert.Equal(ExitCode.Cancelled, process.ExitCode);
            Assert.DoesNotContain("   at ", rest); // no stack trace
        }
        finally
        {
            if (!process.HasExited) process.Kill();
        }
    }

    // It may have ended by itself before the second one.
    private static bool IgnoresInterrupts() =>
        File.Exists("/proc/self/status") && File.ReadLines("/proc/self/status").FirstOrDefault(line => line.StartsWith("SigIgn:",
            StringComparison.Ordinal)) is { } mask && (Convert.ToUInt64(mask[7..].Trim(), 16) & 2) != 0;

    private static async Task SendAsync(Process process, string signal)
    {
        using Process shell = Process.Start("/bin/bash", ["-c", $"kill -{signal} {process.Id} 2>/dev/null || true"]);
        await shell.WaitForExitAsync();
    }
}
