using System.Collections.Concurrent;
using Microsoft.Extensions.Options;

namespace BlurDetection.Web.Limits;

/// <summary>Lets only so many pictures be decoded and judged at a time: that is where memory and cores go.</summary>
/// <remarks>
/// On threads of its own. Each thread that has judged keeps its last pixel buffers (in the shared array pool), and the thread pool
/// would let dozens of threads take turns, of which two work at a time.
/// </remarks>
internal sealed class JudgingRoom : IDisposable
{
    private readonly BlockingCollection<Action> _waiting = [];

    public JudgingRoom(IOptions<WebOptions> options)
    {
        for (var i = 0; i < options.Value.Threads; i++)
            new Thread(Work) { IsBackground = true, Name = $"judge {i + 1}" }.Start();
    }

    /// <summary>Runs work when its turn comes. Once it has begun it is not cancelled.</summary>
    public Task<T> RunAsync<T>(Func<T> work, CancellationToken cancellation)
    {
        // The answer is sent from the thread pool, not from here.
        var answer = new TaskCompletionSource<T>(TaskCreationOptions.RunContinuationsAsynchronously);
        var context = ExecutionContext.Capture();
        _waiting.Add(() =>
        {
            if (context is null) Answer();
            else ExecutionContext.Run(context, _ => Answer(), null);
        }, cancellation);
        return answer.Task;

        void Answer()
        {
            if (cancellation.IsCancellationRequested)
            {
                answer.SetCanceled(cancellation);
                return;
            }
            try
            {
                answer.SetResult(work());
            }
            catch (Exception e)
            {
                answer.SetException(e);
            }
        }
    }

    /// <summary>Takes no more work; what waits is still done.</summary>
    public void Dispose() => _waiting.CompleteAdding();

    private void Work()
    {
        foreach (var work in _waiting.GetConsumingEnumerable()) work();
    }
}
