using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace BlurDetection.Cli.Pictures;

/// <summary>Judges many pictures at a time and gives the judgements in order, each with the time that it took.</summary>
/// <remarks>No more than twice the parallelism is under way, however large the folder.</remarks>
internal sealed class PictureJudge(IBlurClassifier classifier)
{
    public async IAsyncEnumerable<Judgement> JudgeAsync(IEnumerable<PictureSource> sources, int parallelism, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        using var room = new SemaphoreSlim(parallelism);
        var underWay = new Queue<Task<Judgement>>();
        try
        {
            foreach (var source in sources)
            {
                underWay.Enqueue(Task.Run(() => JudgeInRoomAsync(source, room, cancellation), cancellation));
                while (underWay.Count > 0 && (underWay.Count >= 2 * parallelism || underWay.Peek().IsCompleted)) yield return await underWay.Dequeue();
            }
            while (underWay.Count > 0) yield return await underWay.Dequeue();
        }
        finally
        {
            // The room and the classifier must outlive what still runs.
            await Task.WhenAll(underWay).ContinueWith(_ => { }, CancellationToken.None, TaskContinuationOptions.None, TaskScheduler.Default);
        }
    }

    private async Task<Judgement> JudgeInRoomAsync(PictureSource source, SemaphoreSlim room, CancellationToken cancellation)
    {
        await room.WaitAsync(cancellation);
        try
        {
            return Judge(source);
        }
        finally
        {
            room.Release();
        }
    }

    private Judgement Judge(PictureSource source)
    {
        long start = Stopwatch.GetTimestamp();
        try
        {
            using var stream = source.Open();
            var prediction = classifier.Classify(stream);
            return new Judgement(source.Name, prediction, null, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or UnsupportedImageException or ImageTooLargeException or NotSupportedException or ArgumentException)
        {
            return new Judgement(source.Name, null, e.Message, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }
}
