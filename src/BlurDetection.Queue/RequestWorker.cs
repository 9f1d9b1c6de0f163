using System.Diagnostics;
using BlurDetection.Queue.Messages;
using BlurDetection.Queue.Storage;
using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using Microsoft.Extensions.Logging;
using Npgsql;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;
using RabbitMQ.Client.Exceptions;

namespace BlurDetection.Queue;

/// <summary>Takes requests from the queue, classifies, keeps the results, and only then acknowledges. Connects again whenever the broker or
/// the database was away.</summary>
public sealed class RequestWorker : IDisposable
{
    private readonly QueueOptions _options;
    private readonly RequestClassifier _classifier;
    private readonly ILogger _logger;
    private readonly QueueMetrics _metrics = new();
    private volatile bool _ready;

    /// <summary>Creates the worker.</summary>
    /// <param name="classifier">Stays the caller's.</param>
    /// <param name="model">Names the model, see <see cref="BlurClassifier.Identity"/>; a part of each result's key.</param>
    /// <param name="addresses">Opens images.</param>
    /// <param name="options">Where requests come from and results go to.</param>
    /// <param name="logger">Told of connections, errors and dead letters.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or there is no database.</exception>
    public RequestWorker(
        IBlurClassifier classifier, string model, ImageAddresses addresses, QueueOptions options, ILogger<RequestWorker> logger)
    {
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        if (string.IsNullOrEmpty(options.Database))
            throw new ArgumentException($"{nameof(QueueOptions.Database)} is not set: results need a database.", nameof(options));
        (_options, _logger) = (options, logger);
        _classifier = new RequestClassifier(classifier, model, addresses, options.MaxImageBytes);
    }

    /// <summary>Whether the broker and the database are connected.</summary>
    public bool IsReady => _ready;

    /// <summary>Works until it is cancelled, then finishes what is under way.</summary>
    /// <param name="cancellationToken">Takes no more requests; what is under way is finished and acknowledged.</param>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (!cancellationToken.IsCancellationRequested)
        {
            try
            {
                ResultStore store = await ResultStore.OpenAsync(_options.Database!, cancellationToken).ConfigureAwait(false);
                await using var storeDisposal = store.ConfigureAwait(false);
                await ConsumeAsync(store, cancellationToken).ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
            {
            }
            catch (Exception e) when (e is NpgsqlException or OperationInterruptedException
                or AlreadyClosedException or IOException or TimeoutException)
            {
                _logger.ConnectionLost(e.Message);
            }
            finally
            {
                _ready = false;
            }
            await Task.Delay(TimeSpan.FromSeconds(_options.ReconnectSeconds), cancellationToken)
                .ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>Ends measuring.</summary>
    public void Dispose() => _metrics.Dispose();

    private async Task ConsumeAsync(ResultStore store, CancellationToken cancellationToken)
    {
        IConnection connection = await QueueTopology.ConnectAsync(_options, "blur worker", cancellationToken).ConfigureAwait(false);
        await using var connectionDisposal = connection.ConfigureAwait(false);
        IChannel channel = await connection.CreateChannelAsync(QueueTopology.Confirmed(_options), cancellationToken)
            .ConfigureAwait(false);
        await using var channelDisposal = channel.ConfigureAwait(false);
        await QueueTopology.DeclareAsync(channel, _options, cancellationToken).ConfigureAwait(false);
        await channel.BasicQosAsync(0, (ushort)_options.Prefetch, global: false, cancellationToken).ConfigureAwait(false);
        var closed = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        channel.ChannelShutdownAsync += (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        var drain = new RequestDrain();
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += async (_, delivery) =>
        {
            using RequestDrain.Entry entry = drain.Enter();
            await HandleAsync(channel, delivery, store, cancellationToken).ConfigureAwait(false);
        };
        string tag = await channel.BasicConsumeAsync(_options.Queue, autoAck: false, consumer, cancellationToken).ConfigureAwait(false);
        _ready = true;
        _logger.Consuming(_options.Queue, _options.Prefetch);
        await closed.Task.WaitAsync(cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _ready = false;
        if (!closed.Task.IsCompleted) await channel.BasicCancelAsync(tag, cancellationToken: CancellationToken.None).ConfigureAwait(false);
        await drain.WhenEmptyAsync().ConfigureAwait(false);
    }

    private async Task HandleAsync(IChannel channel, BasicDeliverEventArgs delivery, ResultStore store, CancellationToken stopping)
    {
        // A request that has not begun goes back to the queue when the channel closes.
        if (stopping.IsCancellationRequested) return;
        long start = Stopwatch.GetTimestamp();
        byte[] body = delivery.Body.ToArray();
        if (delivery.Redelivered) Count("redelivered");
        _metrics.UnderWay.Add(1);
        try
        {
            ClassificationRequest request = ClassificationRequest.Read(body);
            ImageResult result = await WithDatabaseAsync(() => _classifier.ClassifyAsync(request, store, CancellationToken.None), stopping)
                .ConfigureAwait(false);
            bool again = result.Error is { } error && ScanErrors.MayPass(error) && DeliveryCount(delivery) < _options.DeliveryLimit;
            if (again)
            {
                _logger.Retried(request.Address, result.Message);
                await channel.BasicNackAsync(delivery.DeliveryTag, multiple: false, requeue: true, CancellationToken.None)
                    .ConfigureAwait(false);
                return;
            }
            await WithDatabaseAsync(async () =>
            {
                await store.SaveAsync(result, _classifier.Model, request.Options, CancellationToken.None).ConfigureAwait(false);
                return true;
            }, stopping).ConfigureAwait(false);
            if (result.Error is { } final)
                await DeadLetterAsync(channel, body, ResultWords.Of<ScanErrorKind>(final)!, result.Message!).ConfigureAwait(false);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, CancellationToken.None).ConfigureAwait(false);
            Count(result.Error is null ? "done" : "error");
        }
        catch (FormatException e)
        {
            await DeadLetterAsync(channel, body, "malformed", e.Message).ConfigureAwait(false);
            await channel.BasicAckAsync(delivery.DeliveryTag, multiple: false, CancellationToken.None).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (stopping.IsCancellationRequested)
        {
            _logger.StoppedWithoutDatabase();
        }
        catch (Exception e) when (e is AlreadyClosedException or OperationInterruptedException or IOException or PublishException)
        {
            _logger.BrokerLost(e.Message);
        }
        finally
        {
            _metrics.UnderWay.Add(-1);
            _metrics.Duration.Record(Stopwatch.GetElapsedTime(start).TotalMilliseconds);
        }
    }

    // A database that is away is waited for: to give requests back would count as deliveries, and end them as dead letters.
    private async Task<T> WithDatabaseAsync<T>(Func<Task<T>> work, CancellationToken stopping)
    {
        while (true)
        {
            try
            {
                return await work().ConfigureAwait(false);
            }
            catch (Exception e) when (e is NpgsqlException { IsTransient: true } or TimeoutException)
            {
                _logger.DatabaseLost(e.Message);
                await Task.Delay(TimeSpan.FromSeconds(_options.ReconnectSeconds), stopping).ConfigureAwait(false);
            }
        }
    }

    private async Task DeadLetterAsync(IChannel channel, byte[] body, string reason, string message)
    {
        BasicProperties properties = RequestPublisher.Persistent();
        properties.Headers = new Dictionary<string, object?>
        {
            ["x-blur-reason"] = reason,
            ["x-blur-message"] = message[..Math.Min(message.Length, 1000)],
        };
        await channel.BasicPublishAsync("", _options.DeadLetters, mandatory: true, properties, body).ConfigureAwait(false);
        Count("dead_letter");
        _logger.DeadLettered(reason, message);
    }

    // The header counts the deliveries before this one, and may be missing at the first.
    private static long DeliveryCount(BasicDeliverEventArgs delivery) =>
        delivery.BasicProperties.Headers?.TryGetValue("x-delivery-count", out object? count) == true
            ? Convert.ToInt64(count, System.Globalization.CultureInfo.InvariantCulture) : 0;

    private void Count(string outcome) => _metrics.Requests.Add(1, new KeyValuePair<string, object?>("outcome", outcome));
}
