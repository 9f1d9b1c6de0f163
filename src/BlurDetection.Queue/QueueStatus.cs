using BlurDetection.Queue.Messages;
using BlurDetection.Queue.Storage;
using RabbitMQ.Client;

namespace BlurDetection.Queue;

/// <summary>How far the work is.</summary>
/// <param name="Waiting">Requests that wait for a worker; those under way are not among them.</param>
/// <param name="DeadLetters">Requests that could not be done.</param>
/// <param name="Workers">Workers that are connected.</param>
/// <param name="Images">Images with a result; <see langword="null"/> without a database.</param>
/// <param name="Errors">Images with an error; <see langword="null"/> without a database.</param>
public sealed record QueueStatus(long Waiting, long DeadLetters, long Workers, long? Images, long? Errors)
{
    /// <summary>Asks the broker, and the database where one is set.</summary>
    /// <param name="options">Where.</param>
    /// <param name="cancellationToken">Ends asking.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="IOException">The broker cannot be reached, or refuses the queue.</exception>
    public static async Task<QueueStatus> ReadAsync(QueueOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        IConnection connection = await QueueTopology.ConnectAsync(options, "blur status", cancellationToken).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        IChannel channel = await connection.CreateChannelAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using var channelDisposal = channel.ConfigureAwait(false);
        QueueDeclareOk queue = await QueueTopology.DeclareAsync(channel, options, cancellationToken).ConfigureAwait(false);
        QueueDeclareOk dead = await channel.QueueDeclarePassiveAsync(options.DeadLetters, cancellationToken).ConfigureAwait(false);
        (long Images, long Errors)? counts = null;
        if (options.Database is { } database)
        {
            ResultStore store = await ResultStore.OpenAsync(database, cancellationToken).ConfigureAwait(false);
            await using var storeDisposal = store.ConfigureAwait(false);
            counts = await store.CountAsync(cancellationToken).ConfigureAwait(false);
        }
        return new QueueStatus(queue.MessageCount, dead.MessageCount, queue.ConsumerCount, counts?.Images, counts?.Errors);
    }
}
