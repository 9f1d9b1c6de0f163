using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace BlurDetection.Diagnostics;

/// <summary>Measures, traces and logs one classification.</summary>
internal readonly struct ClassificationScope(string model, ILogger logger, string image) : IDisposable
{
    private readonly long _start = Stopwatch.GetTimestamp();
    private readonly Activity? _activity = Instruments.Activities.StartActivity(BlurDetectionDiagnostics.ClassifyActivity);

    public BlurPrediction Classified(BlurPrediction prediction)
    {
        var elapsed = Stopwatch.GetElapsedTime(_start);
        var verdict = Name(prediction.Verdict);
        Instruments.Images.Add(1, new("model", model), new("verdict", verdict));
        Instruments.Duration.Record(elapsed.TotalSeconds, new KeyValuePair<string, object?>("model", model));
        _activity?.SetTag("blurdetection.model", model)
            .SetTag("blurdetection.verdict", verdict)
            .SetTag("blurdetection.probability", prediction.Probability);
        if (logger.IsEnabled(LogLevel.Debug))
            logger.ImageClassified(image, prediction.Verdict, prediction.Probability, elapsed.TotalMilliseconds);
        return prediction;
    }

    /// <summary>For an exception filter: records the error and does not catch it.</summary>
    public bool Failed(Exception error)
    {
        var type = error.GetType().FullName;
        Instruments.Failures.Add(1, new("model", model), new("error.type", type));
        _activity?.SetTag("error.type", type).SetStatus(ActivityStatusCode.Error, error.Message);
        logger.ImageFailed(image, error.Message, Cause(error));
        return false;
    }

    // What was not foreseen, behind what is said of it.
    private static Exception? Cause(Exception error)
    {
        if (error is not UnsupportedImageException) return null;
        while (error is UnsupportedImageException { InnerException: { } inner }) error = inner;
        return error is UnsupportedImageException ? null : error;
    }

    public void Dispose() => _activity?.Dispose();

    private static string Name(BlurVerdict verdict) => verdict switch
    {
        BlurVerdict.Focus => "focus",
        BlurVerdict.Blurred => "blurred",
        _ => "indeterminate",
    };
}
