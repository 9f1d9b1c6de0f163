using System.Runtime.InteropServices;

namespace BlurDetection.Web.Limits;

/// <summary>Gives memory back to the system once no request has come for a while: neither the collector nor the C library does so by itself when nothing happens.</summary>
internal sealed partial class IdleMemory(RequestActivity activity) : BackgroundService
{
    private static readonly TimeSpan Quiet = TimeSpan.FromSeconds(5);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Quiet);
        long seen = 0, released = 0;
        while (await timer.WaitForNextTickAsync(stoppingToken))
        {
            var ended = activity.Ended;
            if (activity.IsIdle && ended == seen && ended != released)
            {
                Release();
                released = ended;
            }
            seen = ended;
        }
    }

    private static void Release()
    {
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

    [LibraryImport("libc", EntryPoint = "malloc_trim")]
    private static partial int TrimC(nuint pad);
}
