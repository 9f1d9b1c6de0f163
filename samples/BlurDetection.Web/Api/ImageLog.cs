namespace BlurDetection.Web.Api;

/// <summary>What is logged of single images.</summary>
internal static partial class ImageLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The image {Name} failed in a way that was not foreseen.")]
    public static partial void ImageFailed(this ILogger logger, string name, Exception error);
}
