using Microsoft.Extensions.Logging;

namespace BlurDetection.Diagnostics;

internal static partial class Log
{
    [LoggerMessage(EventId = 1, EventName = "ModelLoaded", Level = LogLevel.Information, Message = "Loaded the model {Model} ({Format}) from {Origin}; blurred from {Threshold} on")]
    public static partial void ModelLoaded(this ILogger logger, string model, Models.ModelFormat format, string origin, double threshold);

    [LoggerMessage(EventId = 2, EventName = "PictureClassified", Level = LogLevel.Debug, SkipEnabledCheck = true, Message = "{Picture}: {Verdict}, probability of blur {Probability:0.000}, in {Milliseconds:0.0} ms")]
    public static partial void PictureClassified(this ILogger logger, string picture, BlurVerdict verdict, double probability, double milliseconds);

    [LoggerMessage(EventId = 3, EventName = "PictureFailed", Level = LogLevel.Warning, Message = "{Picture} could not be classified: {Reason}")]
    public static partial void PictureFailed(this ILogger logger, string picture, string reason);

    [LoggerMessage(EventId = 4, EventName = "ClassifierDisposed", Level = LogLevel.Debug, Message = "Disposed the classifier of the model {Model}")]
    public static partial void ClassifierDisposed(this ILogger logger, string model);
}
