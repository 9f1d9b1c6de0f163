using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Limits;

/// <summary>Lets only so many images be decoded and classified at a time: that is where memory and cores go.</summary>
/// <remarks>
/// On threads of its own. Each thread that has classified keeps its last pixel buffers (in the shared array pool), and the thread pool
/// would let dozens of threads take turns, of which two work at a time.
/// </remarks>
internal sealed class ClassificationSlots : IDisposable
{
    private readonly BlockingCollection<Action> _waiting = [];
    private readonly int _most;
    private int _inside;

    public ClassificationSlots(IOptions<WebOptions> options)
    {
        _most = options.Value.MaxRequests + options.Value.QueuedRequests;
        for (var i = 0; i < options.Value.Threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"classify {i + 1}" }.Start();
    }

    /// <summary>Whether as many images are worked on or wait as may: whoever comes now should come again later.</summary>
    public bool IsFull => Volatile.Read(ref _inside) >= _most;

    /// <summary>Runs work when its turn comes. Once it has begun it is not cancelled.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellationToken)
    {
        // The answer is sent from the thread pool, not from here.
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = ExecutionContext.Capture();
        Interlocked.Increment(ref _inside);
        try
        {
            Enqueue();
        }
        catch
        {
            Interlocked.Decrement(ref _inside);
            throw;
        }
        return answer.Task;

        void Enqueue() => _waiting.Add(() =>
        {
            if (context is null) Answer();
            else ExecutionContext.Run(context, _ => Answer(), null);
        }, cancellationToken);

        void Answer()
        {
            T result = default!;
            Exception? failure = null;
            try
            {
                if (!cancellationToken.IsCancellationRequested) result = work();
                else failure = new OperationCanceledException(cancellationToken);
            }
            catch (Exception e)
            {
                failure = e;
            }
            Interlocked.Decrement(ref _inside);
            if (failure is null) answer.SetResult(result);
            else if (failure is OperationCanceledException) answer.SetCanceled(cancellationToken);
            else answer.SetException(failure);
        }
    }

    /// <summary>Takes no more work; what waits is still done.</summary>
    public void Dispose() => _waiting.CompleteAdding();

    private void Work()
    {
        foreach (var work in _waiting.GetConsumingEnumerable()) work();
    }
}
