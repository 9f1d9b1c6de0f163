using BlurDetection.Tests.Support;

namespace BlurDetection.Tests;

public sealed class ClassifyManyTests : IDisposable
{
    // Only a hang ends a wait: a busy machine must not fail a test.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(5);

    private readonly BlurClassifier _classifier =
        BlurClassifier.Load(new MemoryStream(TestModels.Plain()), new BlurClassifierOptions { Map = false });
    private readonly byte[] _sharp = Images.Sharp();
    private readonly byte[] _blurred = Images.Blurred();

    public void Dispose() => _classifier.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(4)]
    public async Task ResultsComeInOrderHoweverLongEachPictureTakes(int parallelism)
    {
        // Every other picture is there only when the one after it is.
        TaskCompletionSource[] read =
            [.. Enumerable.Range(0, 40).Select(_ => new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously))];
        var sources = Enumerable.Range(0, 40).Select(i => ImageSource.FromStream(
            async cancellation =>
            {
                if (i % 2 == 0) await read[i + 1].Task.WaitAsync(Patience, cancellation);
                read[i].SetResult();
                return new MemoryStream(i % 3 == 0 ? _blurred : _sharp);
            },
            $"{i}"));
        var results = await _classifier.ClassifyManyAsync(sources, parallelism).ToListAsync();
        Assert.Equal(Enumerable.Range(0, 40).Select(i => $"{i}"), results.Select(result => result.Source.Name));
        Assert.All(results, (result, i) => Assert.Equal(i % 3 == 0, result.Prediction!.IsBlurry));
    }

    [Fact]
    public async Task FailuresCarryTheirSourceAndTheOthersGoOn()
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
    public async Task NoMorePicturesAreFetchedThanTheWindowHoldsWhileNobodyTakesResults()
    {
        // Besides those taken: the window of twice the parallelism, and the one that waits at its door.
        const int Parallelism = 2, Ahead = 2 * Parallelism + 1, Taken = 25;
        var fetched = 0;
        using var each = new SemaphoreSlim(0);
        var sources = Enumerable.Range(0, 1000).Select(_ =>
        {
            Interlocked.Increment(ref fetched);
            each.Release();
            return ImageSource.FromBytes(_sharp);
        });
        await using var results = _classifier.ClassifyManyAsync(sources, Parallelism).GetAsyncEnumerator();
        for (var taken = 1; taken <= Taken; taken++)
        {
            await results.MoveNextAsync(); // the first begins it all
            for (var i = 0; taken == 1 && i < Ahead; i++) await FetchedAsync();
            await FetchedAsync();
            Assert.Equal(taken + Ahead, Volatile.Read(ref fetched));
        }

        async Task FetchedAsync() => Assert.True(await each.WaitAsync(Patience), "The next image is fetched when one is taken.");
    }

    [Fact]
    public async Task ReadingOverlapsClassifying()
    {
        // With one picture classified at a time, the next is read meanwhile: the first is there only when the second has been asked for.
        var second = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var sources = Enumerable.Range(0, 2).Select(i => ImageSource.FromStream(
            async cancellation =>
            {
                if (i == 0) await second.Task.WaitAsync(Patience, cancellation);
                else second.SetResult();
                return new MemoryStream(_sharp);
            },
            $"{i}"));
        var results = await _classifier.ClassifyManyAsync(sources, parallelism: 1).ToListAsync();
        Assert.All(results, result => Assert.True(result.Succeeded, $"{result.Error}"));
    }

    [Fact]
    public async Task LeavingEarlyAndCancellingStopTheRest()
    {
        bool ended = false;
        IEnumerable<ImageSource> Endless()
        {
            try
            {
                while (true) yield return ImageSource.FromBytes(_sharp);
            }
            finally
            {
                ended = true;
            }
        }
        await foreach (var _ in _classifier.ClassifyManyAsync(Endless(), 2)) break;
        Assert.True(ended, "Nothing is fetched any more.");

        ended = false;
        using var cancel = new CancellationTokenSource();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(async () =>
        {
            await foreach (var _ in _classifier.ClassifyManyAsync(Endless(), 2, cancel.Token)) await cancel.CancelAsync();
        });
        Assert.True(ended);
    }

    [Fact]
    public async Task BrokenEnumerationAndDisposedClassifierAreTheCallersAffair()
    {
        static IEnumerable<ImageSource> Broken()
        {
            yield return ImageSource.FromBytes(Images.Sharp());
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

    [Fact]
    public async Task ASourceThatIsNullOrAnAbsurdParallelismIsTheCallersMistake()
    {
        await Assert.ThrowsAsync<ArgumentException>(async () => await _classifier.ClassifyManyAsync(new ImageSource[] { null! })
            .ToListAsync());
        Assert.Throws<ArgumentOutOfRangeException>(() =>
            _classifier.ClassifyManyAsync(Array.Empty<ImageSource>(), parallelism: int.MaxValue));
    }

    [Fact]
    public async Task AnOpenThatIgnoresTheTokenDoesNotDelayCancellation()
    {
        var never = new TaskCompletionSource<Stream>();
        using var stop = new CancellationTokenSource();
        var classifying = _classifier.ClassifyAsync(ImageSource.FromStream(_ => new ValueTask<Stream>(never.Task), "slow"), stop.Token);
        stop.Cancel();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => classifying);
        var late = new MemoryStream();
        never.SetResult(late);
        while (late.CanRead) await Task.Yield(); // disposed once it is open after all
    }

    [Fact]
    public async Task AnOpenOrAReadThatBlocksItsThreadDoesNotDelayCancellation()
    {
        using var opened = new ManualResetEventSlim();
        using var release = new ManualResetEventSlim();
        Stream Blocking()
        {
            opened.Set();
            release.Wait();
            return new MemoryStream();
        }
        foreach (ImageSource source in new[]
        {
            ImageSource.FromStream(_ => ValueTask.FromResult(Blocking()), "open"),
            ImageSource.FromStream(_ => ValueTask.FromResult<Stream>(new BlockingStream(Blocking)), "read"),
        })
        {
            using var stop = new CancellationTokenSource();
            var classifying = Task.Run(() => _classifier.ClassifyAsync(source, stop.Token));
            Assert.True(opened.Wait(Patience));
            opened.Reset();
            await stop.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => classifying.WaitAsync(Patience));
        }
        release.Set();
    }

    [SkippableFact]
    public async Task APipeWithoutAWriterIsAFileWhoseReadingCanBeCancelled()
    {
        Skip.IfNot(OperatingSystem.IsLinux(), "Pipes of names are made by mkfifo.");
        using var folder = new TemporaryFolder();
        string pipe = Path.Combine(folder.Path, "pipe.jpg");
        using (var make = System.Diagnostics.Process.Start("mkfifo", pipe)) await make.WaitForExitAsync();
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(200));
        var classifying = Task.Run(() => _classifier.ClassifyAsync(ImageSource.FromFile(pipe), stop.Token));
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => classifying.WaitAsync(Patience));
        using (File.OpenWrite(pipe)) { } // lets go of the thread that waits
    }

    private sealed class BlockingStream(Func<Stream> block) : MemoryStream
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
        {
            block();
            return new(0);
        }
    }
}
