using System.Runtime.ExceptionServices;

namespace BlurDetection.Evaluation.Data;

/// <summary>Work on many images at once.</summary>
internal static class ImageLoop
{
    /// <summary>Runs the work for each index. A failure arrives as it was thrown, without an
    /// <see cref="AggregateException"/> around it.</summary>
    public static void Run(int count, ParallelOptions options, Action<int> work)
    {
        try
        {
            Parallel.For(0, count, options, work);
        }
        catch (AggregateException error)
        {
            // Several may have failed before the others stopped: one is enough to say.
            ExceptionDispatchInfo.Throw(error.InnerExceptions[0]);
        }
    }
}
