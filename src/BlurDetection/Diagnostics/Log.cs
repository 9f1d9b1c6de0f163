using Microsoft.Extensions.Logging;

namespace BlurDetection.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, EventName = "ModelLoaded", Level = LogLevel.Information,
        Message = "Loaded the model {Model} ({Format}) from {Origin}; blurred from {Threshold} on")]
    public static partial void ModelLoaded(this ILogger logger, string model, Models.ModelFormat format, string origin, double threshold);

    [LoggerMessage(EventId = 2, EventName = "ImageClassified", Level = LogLevel.Debug, SkipEnabledCheck = true,
        Message = "{Image}: {Verdict}, probability of blur {Probability:0.000}, in {Milliseconds:0.0} ms")]
    public static partial void ImageClassified(
        this ILogger logger, string image, BlurVerdict verdict, double probability, double milliseconds);

    [LoggerMessage(EventId = 3, EventName = "ImageFailed", Level = LogLevel.Warning, Message = "{Image} could not be classified: {Reason}")]
    public static partial void ImageFailed(this ILogger logger, string image, string reason, Exception? cause);

    [LoggerMessage(EventId = 4, EventName = "ClassifierDisposed", Level = LogLevel.Debug,
        Message = "Disposed the classifier of the model {Model}")]
    public static partial void ClassifierDisposed(this ILogger logger, string model);
}
