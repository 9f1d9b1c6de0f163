using BlurDetection.Queue.Messages;
using RabbitMQ.Client;

namespace BlurDetection.Queue;

/// <summary>Publishes requests; each is confirmed by the broker before it counts.</summary>
public sealed class RequestPublisher : IAsyncDisposable
{
    private const int UnderWay = 256;
    private readonly QueueOptions _options;
    private readonly IConnection _connection;
    private readonly IChannel _channel;

    private RequestPublisher(QueueOptions options, IConnection connection, IChannel channel) =>
        (_options, _connection, _channel) = (options, connection, channel);

    /// <summary>Connects, and declares the queues.</summary>
    /// <param name="options">Where.</param>
    /// <param name="cancellationToken">Ends connecting.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    /// <exception cref="IOException">The broker cannot be reached, or refuses the queue.</exception>
    public static async Task<RequestPublisher> ConnectAsync(QueueOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        IConnection connection = await QueueTopology.ConnectAsync(options, "blur enqueue", cancellationToken).ConfigureAwait(false);
        try
        {
            IChannel channel = await connection.CreateChannelAsync(QueueTopology.Confirmed(options), cancellationToken)
                .ConfigureAwait(false);
            await QueueTopology.DeclareAsync(channel, options, cancellationToken).ConfigureAwait(false);
            return new RequestPublisher(options, connection, channel);
        }
        catch
        {
            await connection.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }

    /// <summary>Publishes requests, some hundred at a time.</summary>
    /// <param name="requests">The requests.</param>
    /// <param name="cancellationToken">Ends publishing; what is confirmed stays.</param>
    /// <returns>How many were confirmed.</returns>
    /// <exception cref="ArgumentException">One is too large; those before it are published.</exception>
    public async Task<long> PublishAsync(IAsyncEnumerable<ClassificationRequest> requests, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(requests);
        var waiting = new Queue<Task>();
        long confirmed = 0;
        try
        {
            await foreach (ClassificationRequest request in requests.WithCancellation(cancellationToken).ConfigureAwait(false))
            {
                byte[] body = request.ToBytes();
                if (body.Length > _options.MaxMessageBytes)
                    throw new ArgumentException(
                        $"The request for '{request.Address[..Math.Min(80, request.Address.Length)]}...' has {body.Length:N0} bytes; " +
                            $"{_options.MaxMessageBytes:N0} are allowed. It was not published.", nameof(requests));
                waiting.Enqueue(
                    _channel.BasicPublishAsync("", _options.Queue, mandatory: true, Persistent(), body, cancellationToken).AsTask());
                if (waiting.Count < UnderWay) continue;
                await waiting.Dequeue().ConfigureAwait(false);
                confirmed++;
            }
        }
        finally
        {
            while (waiting.TryDequeue(out Task? task))
            {
                await task.ConfigureAwait(false);
                confirmed++;
            }
        }
        return confirmed;
    }

    /// <summary>Ends the connection.</summary>
    public async ValueTask DisposeAsync()
    {
        await _channel.DisposeAsync().ConfigureAwait(false);
        await _connection.DisposeAsync().ConfigureAwait(false);
    }

    internal static BasicProperties Persistent() => new() { Persistent = true, ContentType = "application/json" };
}
