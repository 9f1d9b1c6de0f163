using System.Diagnostics;

namespace BlurDetection.Training.Fitting;

/// <summary>Fetches samples ahead on several threads and hands them out batch by batch, in order.</summary>
internal sealed class SampleStream(
    ITrainingData data, IReadOnlyList<int> order, Func<int, int> seed, int batchSize, int workers, int prefetch)
{
    private readonly TaskFactory _factory = new(new ConcurrentExclusiveSchedulerPair(TaskScheduler.Default, workers).ConcurrentScheduler);
    private readonly Queue<Task<TrainingSample>> _ahead = new();
    private int _next;

    internal int Steps => (order.Count + batchSize - 1) / batchSize;

    /// <summary>How long the reader has waited.</summary>
    internal TimeSpan Wait { get; private set; }

    internal IEnumerable<IReadOnlyList<TrainingSample>> Batches(CancellationToken cancellationToken)
    {
        // Left early, by an error or the caller, nothing more may be fetched.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        try
        {
            for (var step = 0; step < Steps; step++)
            {
                var batch = new List<TrainingSample>(batchSize);
                for (var i = Math.Min(batchSize, order.Count - step * batchSize); i > 0; i--)
                {
                    Fill(stop.Token);
                    batch.Add(Take(cancellationToken));
                }
                Fill(stop.Token);
                yield return batch;
            }
        }
        finally
        {
            stop.Cancel();
        }
    }

    private void Fill(CancellationToken cancellationToken)
    {
        while (_next < order.Count && _ahead.Count < batchSize * prefetch)
        {
            var index = order[_next++];
            _ahead.Enqueue(_factory.StartNew(() => data.Load(index, seed(index)), cancellationToken));
        }
    }

    private TrainingSample Take(CancellationToken cancellationToken)
    {
        var task = _ahead.Dequeue();
        if (!task.IsCompleted)
        {
            var started = Stopwatch.GetTimestamp();
            try
            {
                task.Wait(cancellationToken);
            }
            catch (AggregateException)
            {
                // The awaiter below throws what was really thrown.
            }
            Wait += Stopwatch.GetElapsedTime(started);
        }
        cancellationToken.ThrowIfCancellationRequested();
        return task.GetAwaiter().GetResult();
    }
}
