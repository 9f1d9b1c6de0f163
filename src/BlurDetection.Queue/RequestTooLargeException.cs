namespace BlurDetection.Queue;

/// <summary>A request is larger than the options allow; it was not published.</summary>
/// <param name="message">Which one, how large, and what is allowed.</param>
public sealed class RequestTooLargeException(string message) : Exception(message);
