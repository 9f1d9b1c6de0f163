using RabbitMQ.Client;

namespace BlurDetection.Queue.Messages;

/// <summary>Declares the queues: quorum queues, so that they survive a broker, with a delivery limit and dead letters.</summary>
internal static class QueueTopology
{
    public static async Task<QueueDeclareOk> DeclareAsync(IChannel channel, QueueOptions options, CancellationToken cancellationToken)
    {
        await channel.QueueDeclareAsync(options.DeadLetters, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken).ConfigureAwait(false);
        return await channel.QueueDeclareAsync(options.Queue, durable: true, exclusive: false, autoDelete: false,
            new Dictionary<string, object?>
        {
            ["x-queue-type"] = "quorum",
            // With a limit a message that comes back goes to the head of the queue, without one to its end.
            ["x-delivery-limit"] = options.DeliveryLimit,
            ["x-dead-letter-exchange"] = "",
            ["x-dead-letter-routing-key"] = options.DeadLetters,
            // A dead letter is confirmed before it leaves its queue; this asks for rejecting instead of dropping at the head.
            ["x-dead-letter-strategy"] = "at-least-once",
            ["x-overflow"] = "reject-publish",
        }, cancellationToken: cancellationToken).ConfigureAwait(false);
    }

    public static ConnectionFactory Factory(QueueOptions options, string name) => new()
    {
        Uri = options.Broker,
        ClientProvidedName = name,
        // Workers and publishers connect again themselves: the client's own recovery gives up where a message cannot be read.
        AutomaticRecoveryEnabled = false,
        TopologyRecoveryEnabled = false,
        ConsumerDispatchConcurrency = (ushort)options.Prefetch,
    };

    public static CreateChannelOptions Confirmed(QueueOptions options) =>
        new(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true,
            consumerDispatchConcurrency: (ushort)options.Prefetch);
}
