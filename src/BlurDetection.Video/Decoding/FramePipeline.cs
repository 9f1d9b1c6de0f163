using System.Runtime.CompilerServices;

namespace BlurDetection.Video;

/// <summary>Works on frames on all processors while later ones are decoded.</summary>
internal static class FramePipeline
{
    /// <summary>Gives what <paramref name="work"/> makes of each frame, in the order of the frames; frames are disposed after it.</summary>
    public static async IAsyncEnumerable<T> RunAsync<T>(
        string source, VideoReaderOptions? options, Func<VideoFrame, T> work,
        [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        Queue<Task<T>> running = new();
        try
        {
            await foreach (var frame in VideoFrameReader.ReadAsync(source, options, cancellationToken).ConfigureAwait(false))
            {
                while (running.Count >= Environment.ProcessorCount || running.TryPeek(out var first) && first.IsCompleted)
                    yield return await running.Dequeue().ConfigureAwait(false);
                running.Enqueue(Task.Run(
                    () =>
                    {
                        using (frame) return work(frame);
                    },
                    CancellationToken.None));
            }
            while (running.TryDequeue(out var next)) yield return await next.ConfigureAwait(false);
        }
        finally
        {
            // Nothing works on a frame any more once the enumeration has ended.
            foreach (Task task in running) await task.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
