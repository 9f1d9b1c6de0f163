using System.Runtime.InteropServices;
using BlurDetection.Web.Models;

namespace BlurDetection.Web.Limits;

/// <summary>Gives memory back to the system once no request has come for a while: neither the collector nor the C library does so by itself
/// when nothing happens.</summary>
internal sealed partial class IdleMemory(RequestActivity activity, ModelShelf models) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    // The shared array pool lets go of what it has kept for 30 or 60 seconds, one collection notes the time, one drops
    // it, the next frees it.
    private static readonly int[] Releases = [1, 8, 9, 15, 16];

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Quiet);
        var seen = activity.Ended;
        var ticks = Releases[^1];
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var ended = activity.Ended;
            ticks = activity.IsIdle && ended == seen ? Math.Min(ticks + 1, Releases[^1] + 1) : 0;
            seen = ended;
            if (Releases.Contains(ticks)) Release();
        }
    }

    private void Release()
    {
        foreach (var model in models.All) Trim(model.Classifier);
        GC.Collect(GC.MaxGeneration, GCCollectionMode.Aggressive, blocking: true, compacting: true);
        if (!OperatingSystem.IsLinux()) return;
        try
        {
            TrimC(0);
        }
        catch (EntryPointNotFoundException)
        {
            // musl has no such function, and needs none
        }
    }

    private static void Trim(IBlurClassifier classifier)
    {
        try
        {
            (classifier as BlurClassifier)?.TrimMemory();
        }
        catch (ObjectDisposedException)
        {
            // removed just now
        }
    }

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimC(nuint pad);
}
