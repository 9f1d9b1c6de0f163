using System.Globalization;
using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

public sealed class ServerSafetyTests
{
    private static BlurClassifier Load() => BlurClassifier.Load(new MemoryStream(TestModels.Plain()));

    [Fact]
    public void SixteenThreadsOnOneClassifierGiveWhatOneThreadGives()
    {
        const int Count = 2000, Threads = 16;
        var pictures = Enumerable.Range(0, 20).Select(i => Images.Sharp(40 + 7 * i, 90 - 3 * i, seed: i)).ToArray();
        using var classifier = Load();
        var expected = pictures.Select(picture => classifier.Classify(picture)).ToArray();
        var next = -1;
        var wrong = 0;
        var threads = Enumerable.Range(0, Threads).Select(_ => new Thread(() =>
        {
            for (var i = Interlocked.Increment(ref next); i < Count; i = Interlocked.Increment(ref next))
            {
                var actual = classifier.Classify(pictures[i % pictures.Length]);
                if (!Same(expected[i % pictures.Length], actual)) Interlocked.Increment(ref wrong);
            }
        })).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        Assert.Equal(0, wrong);
        Assert.True(next >= Count);
    }

    private static bool Same(BlurPrediction a, BlurPrediction b) =>
        a with { Map = null } == b with { Map = null } && a.Map!.Probability.Span.SequenceEqual(b.Map!.Probability.Span);

    [Fact]
    [Trait("Category", "Slow")]
    public async Task MemoryIsLevelAfterFiveThousandClassifications()
    {
        var output = await DotnetCommand.RunAsync(AppContext.BaseDirectory, typeof(ServerSafetyTests).Assembly.Location, MemoryRun.Command,
            "1000", "5000");
        // A leak of one small tensor a picture (16 KiB) would be 80 MB.
        Assert.InRange(long.Parse(output, CultureInfo.InvariantCulture), long.MinValue, 24L << 20);
    }

    [Fact]
    public void SteadyStateAllocatesLittleManagedMemory()
    {
        var picture = Images.Sharp(320, 240);
        using var classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()), new BlurClassifierOptions { Map = false });
        for (var i = 0; i < 50; i++) classifier.Classify(picture);
        const int Count = 200;
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < Count; i++) classifier.Classify(picture);
        var each = (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        Assert.InRange(each, 0, 8 << 10);
    }

    [Fact]
    public void DisposeInUseLetsRunningCallsEndAndRefusesLaterOnes()
    {
        for (var round = 0; round < 20; round++)
        {
            var classifier = Load();
            var picture = Images.Sharp(100, 80);
            var expected = classifier.Classify(picture).Probability;
            int classified = 0, refused = 0, wrong = 0;
            var threads = Enumerable.Range(0, 8).Select(_ => new Thread(() =>
            {
                while (true)
                {
                    try
                    {
                        if (classifier.Classify(picture).Probability != expected) Interlocked.Increment(ref wrong);
                        Interlocked.Increment(ref classified);
                    }
                    catch (ObjectDisposedException)
                    {
                        Interlocked.Increment(ref refused);
                        return;
                    }
                }
            })).ToList();
            threads.ForEach(thread => thread.Start());
            SpinWait.SpinUntil(() => classified > 20);
            classifier.Dispose();
            threads.ForEach(thread => thread.Join());
            Assert.Equal((8, 0), (refused, wrong));
        }
    }
}
