using Microsoft.Extensions.Logging;

namespace BlurDetection.Queue;

/// <summary>What a worker tells its log.</summary>
internal static partial class WorkerLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Working on {Queue}, {Prefetch} requests at a time")]
    public static partial void Consuming(this ILogger logger, string queue, int prefetch);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Broker or database is away: {Message}")]
    public static partial void ConnectionLost(this ILogger logger, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The broker is away; the request will be delivered again: {Message}")]
    public static partial void BrokerLost(this ILogger logger, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The database is away: {Message}")]
    public static partial void DatabaseLost(this ILogger logger, string message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Stopped while the database was away; the request will be delivered again")]
    public static partial void StoppedWithoutDatabase(this ILogger logger);

    [LoggerMessage(Level = LogLevel.Warning, Message = "{Address} is tried again: {Message}")]
    public static partial void Retried(this ILogger logger, string address, string? message);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Dead letter, {Reason}: {Message}")]
    public static partial void DeadLettered(this ILogger logger, string reason, string message);
}
