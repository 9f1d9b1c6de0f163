using System.Collections.Concurrent;
using BlurDetection.Web;
using BlurDetection.Web.Limits;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Tests.Limits;

public sealed class ClassificationSlotsTests : IDisposable
{
    private readonly ClassificationSlots _slots = new(Options.Create(new WebOptions { Threads = 2 }));

    public void Dispose() => _slots.Dispose();

    [Fact]
    public async Task AllWorkIsDoneOnAsManyThreadsAsThereArePlaces()
    {
        var threads = new ConcurrentDictionary<int, bool>();
        var answers = await Task.WhenAll(Enumerable.Range(0, 200).Select(i => Task.Run(() => _slots.RunAsync(() =>
        {
            threads[Environment.CurrentManagedThreadId] = true;
            return i;
        }, default))));
        Assert.Equal(Enumerable.Range(0, 200), answers);
        Assert.InRange(threads.Count, 1, 2);
    }

    [Fact]
    public async Task FailedWorkFailsItsSenderAlone()
    {
        await Assert.ThrowsAsync<UnsupportedImageException>(() =>
            _slots.RunAsync<int>(() => throw new UnsupportedImageException("broken"), default));
        Assert.Equal(1, await _slots.RunAsync(() => 1, default));
    }

    [Fact]
    public async Task SenderThatHasLeftIsNotWorkedFor()
    {
        using var held = new ManualResetEventSlim();
        using var left = new CancellationTokenSource();
        var busy = Enumerable.Range(0, 2).Select(_ => _slots.RunAsync(() => held.Wait(TimeSpan.FromMinutes(5)), default)).ToList();
        var worked = false;
        var waiting = _slots.RunAsync(() => worked = true, left.Token);
        left.Cancel();
        held.Set();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => waiting);
        Assert.All(await Task.WhenAll(busy), Assert.True);
        Assert.False(worked);
    }
}
