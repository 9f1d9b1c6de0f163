using System.Runtime.CompilerServices;
using BlurDetection.Scanning.Sources;

namespace BlurDetection.Scanning.Tests.Support;

/// <summary>Gives the items of a test, and counts how many were taken.</summary>
internal sealed class ScriptedSource(params ScanItem[] items) : ScanSource
{
    private int _given;

    public ScanItem[] Items => items;

    public override string Name => "script";

    public override long NotImages => 0;

    public int Given => Volatile.Read(ref _given);

    public override async IAsyncEnumerable<ScanItem> FindAsync([EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (ScanItem item in items)
        {
            await Task.Yield();
            Interlocked.Increment(ref _given);
            yield return item;
        }
    }

    /// <summary>Waits until so many were taken, and then until a thread pool at rest would have taken more.</summary>
    public async Task WhenWaiting(int given)
    {
        while (Given < given) await Task.Delay(1);
        for (int i = 0; i < 200; i++) await Task.Yield();
    }
}
