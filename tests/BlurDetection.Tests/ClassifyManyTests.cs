using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

public sealed class ClassifyManyTests : IDisposable
{
    private readonly BlurClassifier _classifier = BlurClassifier.Load(new MemoryStream(TestModels.Plain()), new BlurClassifierOptions { Map = false });
    private readonly byte[] _sharp = Pictures.Sharp();
    private readonly byte[] _blurred = Pictures.Blurred();

    public void Dispose() => _classifier.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task Results_come_in_order_however_long_each_picture_takes(int parallelism)
    {
        var random = new Random(3);
        var delays = Enumerable.Range(0, 40).Select(_ => random.Next(0, 15)).ToArray();
        var sources = delays.Select((delay, i) => ImageSource.FromStream(
            async cancellation =>
            {
                await Task.Delay(delay, cancellation);
                return new MemoryStream(i % 3 == 0 ? _blurred : _sharp);
            },
            $"{i}"));
        var results = await _classifier.ClassifyManyAsync(sources, parallelism).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), results.Select(result => result.Source.Name));
        Assert.All(results, (result, i) => Assert.Equal(i % 3 == 0, result.Prediction!.IsBlurry));
    }

    [Fact]
    public async Task Failures_carry_their_source_and_the_others_go_on()
    {
        ImageSource[] sources =
        [
            ImageSource.FromBytes(_sharp, "good"),
            ImageSource.FromBytes("text"u8.ToArray(), "text"),
            ImageSource.FromFile("missing.jpg"),
            ImageSource.FromStream(_ => throw new HttpRequestException("no connection"), "remote"),
            ImageSource.FromBytes(_blurred, "last"),
        ];
        var results = await _classifier.ClassifyManyAsync(sources).ToListAsync();
        Assert.Equal([true, false, false, false, true], results.Select(result => result.Succeeded));
        Assert.Equal(
            [typeof(UnsupportedImageException), typeof(FileNotFoundException), typeof(HttpRequestException)],
            results.Where(result => !result.Succeeded).Select(result => result.Error!.GetType()));
    }

    [Fact]
    public async Task No_more_pictures_are_fetched_than_the_window_holds_while_nobody_takes_results()
    {
        const int Parallelism = 2;
        var fetched = 0;
        var sources = Enumerable.Range(0, 1000).Select(_ =>
        {
            Interlocked.Increment(ref fetched);
            return ImageSource.FromBytes(_sharp);
        });
        await using var results = _classifier.ClassifyManyAsync(sources, Parallelism).GetAsyncEnumerator();
        await results.MoveNextAsync();
        await Task.Delay(300);
        // The one taken, the window of twice the parallelism, and the one that waits at its door.
        Assert.InRange(fetched, 1, 1 + 2 * Parallelism + 1);
    }

    [Fact]
    public async Task Reading_overlaps_judging()
    {
        int reading = 0, most = 0;
        var sources = Enumerable.Range(0, 12).Select(i => ImageSource.FromStream(
            async cancellation =>
            {
                var now = Interlocked.Increment(ref reading);
                InterlockedMax(ref most, now);
                await Task.Delay(30, cancellation);
                Interlocked.Decrement(ref reading);
                return new MemoryStream(_sharp);
            },
            $"{i}"));
        await _classifier.ClassifyManyAsync(sources, parallelism: 1).ToListAsync();
        Assert.True(most > 1, "With one picture judged at a time, the next should be read meanwhile.");

        static void InterlockedMax(ref int target, int value)
        {
            for (var seen = target; value > seen; seen = target) Interlocked.CompareExchange(ref target, value, seen);
        }
    }

    [Fact]
    public async Task Leaving_early_and_cancelling_stop_the_rest()
    {
        var fetched = 0;
        var endless = Enumerable.Range(0, int.MaxValue).Select(_ =>
        {
            Interlocked.Increment(ref fetched);
            return ImageSource.FromBytes(_sharp);
        });
        await foreach (var _ in _classifier.ClassifyManyAsync(endless, 2)) break;
        var after = fetched;
        await Task.Delay(100);
        Assert.Equal(after, fetched);

        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _classifier.ClassifyManyAsync(endless, 2, cancel.Token)) await cancel.CancelAsync();
        });
    }

    [Fact]
    public async Task Broken_enumeration_and_disposed_classifier_are_the_callers_affair()
    {
        static IEnumerable<ImageSource> Broken()
        {
            yield return ImageSource.FromBytes(Pictures.Sharp());
            throw new InvalidOperationException("the list ends here");
        }
        var taken = 0;
        var error = await Assert.ThrowsAsync<InvalidOperationException>(async () =>
        {
            await foreach (var _ in _classifier.ClassifyManyAsync(Broken())) taken++;
        });
        Assert.Equal("the list ends here", error.Message);
        Assert.Equal(1, taken);

        _classifier.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(async () =>
        {
            await foreach (var _ in _classifier.ClassifyManyAsync([ImageSource.FromBytes(_sharp)])) { }
        });
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => _classifier.ClassifyManyAsync([], 0).ToListAsync().AsTask());
    }
}
