using RabbitMQ.Client;
using RabbitMQ.Client.Exceptions;

namespace BlurDetection.Queue.Messages;

/// <summary>Declares the queues: quorum queues, so that they survive a broker, with a delivery limit and dead letters.</summary>
internal static class QueueTopology
{
    /// <exception cref="IOException">The broker refuses; a queue of that name may be there with other settings.</exception>
    public static async Task<QueueDeclareOk> DeclareAsync(IChannel channel, QueueOptions options, CancellationToken cancellationToken)
    {
        try
        {
            await channel.QueueDeclareAsync(options.DeadLetters, durable: true, exclusive: false, autoDelete: false,
                new Dictionary<string, object?> { ["x-queue-type"] = "quorum" }, cancellationToken: cancellationToken)
                .ConfigureAwait(false);
            return await channel.QueueDeclareAsync(options.Queue, durable: true, exclusive: false, autoDelete: false, Arguments(options),
                cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (OperationInterruptedException e) when (e.ShutdownReason is { } refusal)
        {
            throw new IOException($"The broker refuses the queue '{options.Queue}': {refusal.ReplyText}", e);
        }
    }

    /// <exception cref="IOException">The broker cannot be reached, or does not let in.</exception>
    public static async Task<IConnection> ConnectAsync(QueueOptions options, string name, CancellationToken cancellationToken)
    {
        ConnectionFactory factory = Factory(options, name);
        try
        {
            return await factory.CreateConnectionAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (BrokerUnreachableException e)
        {
            // Its own message names neither the place nor the reason.
            string reason = e.GetBaseException().Message.ReplaceLineEndings(" ");
            throw new IOException($"The broker at {factory.Endpoint.HostName}:{factory.Endpoint.Port} cannot be used: {reason}", e);
        }
    }

    private static Dictionary<string, object?> Arguments(QueueOptions options) => new()
    {
        ["x-queue-type"] = "quorum",
        // With a limit a message that comes back goes to the head of the queue, without one to its end.
        ["x-delivery-limit"] = options.DeliveryLimit,
        ["x-dead-letter-exchange"] = "",
        ["x-dead-letter-routing-key"] = options.DeadLetters,
        // A dead letter is confirmed before it leaves its queue; this asks for rejecting instead of dropping at the head.
        ["x-dead-letter-strategy"] = "at-least-once",
        ["x-overflow"] = "reject-publish",
    };

    private static ConnectionFactory Factory(QueueOptions options, string name) => new()
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
