using BlurDetection.Queue;
using BlurDetection.Queue.Messages;
using RabbitMQ.Client;

namespace BlurDetection.Queue.Tests.Support;

/// <summary>A plain channel to the broker, for what tests do beside the product.</summary>
internal sealed class RawQueue : IAsyncDisposable
{
    private readonly IConnection _connection;

    private RawQueue(IConnection connection, IChannel channel) => (_connection, Channel) = (connection, channel);

    public IChannel Channel { get; }

    public static async Task<RawQueue> ConnectAsync(Uri broker)
    {
        IConnection connection = await new ConnectionFactory { Uri = broker, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        return new RawQueue(connection, await connection
            .CreateChannelAsync(new CreateChannelOptions(publisherConfirmationsEnabled: true, publisherConfirmationTrackingEnabled: true)));
    }

    public Task DeclareAsync(string queue, int? limit) =>
        Channel.QueueDeclareAsync(queue, durable: true, exclusive: false, autoDelete: false,
        limit is { } deliveries ? new Dictionary<string, object?> { ["x-queue-type"] = "quorum", ["x-delivery-limit"] = deliveries }
            : new() { ["x-queue-type"] = "quorum" });

    public Task DeclareAsync(QueueOptions options) => QueueTopology.DeclareAsync(Channel, options, CancellationToken.None);

    public ValueTask PublishAsync(string queue, byte[] body) =>
        Channel.BasicPublishAsync("", queue, mandatory: true, new BasicProperties { Persistent = true }, body);

    /// <summary>The next message; waits for it.</summary>
    public async Task<BasicGetResult> GetAsync(string queue)
    {
        while (true)
        {
            if (await Channel.BasicGetAsync(queue, autoAck: false) is { } message) return message;
            await Task.Delay(20);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Channel.DisposeAsync();
        await _connection.DisposeAsync();
    }
}
