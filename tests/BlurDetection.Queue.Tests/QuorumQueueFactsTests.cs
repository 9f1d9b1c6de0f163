using System.Globalization;
using BlurDetection.Queue;
using BlurDetection.Queue.Tests.Support;
using RabbitMQ.Client;
using RabbitMQ.Client.Events;

namespace BlurDetection.Queue.Tests;

/// <summary>What RabbitMQ's quorum queues and the .NET client do, where a guess goes wrong.</summary>
[Collection(nameof(Servers))]
public sealed class QuorumQueueFactsTests(Servers servers)
{
    [SkippableTheory]
    [InlineData(null, "2 3 1")]
    [InlineData(3, "1 2 3")]
    public async Task AMessageThatIsGivenBackGoesToTheEndWithoutADeliveryLimitAndToTheHeadWithOne(
        int? limit, string order)
    {
        Servers.Need();
        await using RawQueue queue = await RawQueue.ConnectAsync(servers.Broker.Address);
        string name = $"order-{limit}";
        await queue.DeclareAsync(name, limit);
        foreach (byte i in (byte[])[1, 2, 3]) await queue.PublishAsync(name, [i]);
        BasicGetResult first = await queue.GetAsync(name);
        await queue.Channel.BasicNackAsync(first.DeliveryTag, multiple: false, requeue: true);
        var seen = new List<byte>();
        for (int i = 0; i < 3; i++) seen.Add((await queue.GetAsync(name)).Body.Span[0]);
        Assert.Equal(order, string.Join(' ', seen));
    }

    [SkippableFact]
    public async Task ADeliveryLimitOf3MeansFourDeliveriesAndTheHeaderCountsThoseBefore()
    {
        Servers.Need();
        await using RawQueue queue = await RawQueue.ConnectAsync(servers.Broker.Address);
        var options = new QueueOptions { Queue = "limit" };
        await queue.DeclareAsync(options);
        await queue.PublishAsync("limit", [1]);
        var counts = new List<long?>();
        for (int i = 0; i < 4; i++)
        {
            BasicGetResult message = await queue.GetAsync("limit");
            object? count = null;
            message.BasicProperties.Headers?.TryGetValue("x-delivery-count", out count);
            counts.Add(count is null ? null : Convert.ToInt64(count, CultureInfo.InvariantCulture));
            await queue.Channel.BasicNackAsync(message.DeliveryTag, multiple: false, requeue: true);
        }
        Assert.Equal([0, 1, 2, 3], counts.Select(count => count ?? 0));
        BasicGetResult dead = await queue.GetAsync(options.DeadLetters);
        Assert.Contains("x-death", dead.BasicProperties.Headers!.Keys);
        Assert.Null(await queue.Channel.BasicGetAsync("limit", autoAck: false));
    }

    [SkippableFact]
    [Trait("Category", "Slow")]
    public async Task AMessageOver64MiBIsPublishedAndThenNoDefaultClientCanConsumeIt()
    {
        Servers.Need();
        await using (RawQueue queue = await RawQueue.ConnectAsync(servers.Broker.Address))
        {
            await queue.DeclareAsync("large", 3);
            await queue.PublishAsync("large", new byte[QueueOptions.LargestConsumable + 1]); // confirmed, or it would throw
            await queue.PublishAsync("large", [1]);
        }
        await using IConnection connection =
            await new ConnectionFactory { Uri = servers.Broker.Address, AutomaticRecoveryEnabled = false }.CreateConnectionAsync();
        IChannel channel = await connection.CreateChannelAsync();
        await channel.BasicQosAsync(0, 1, false);
        var (delivered, closed) = (0, new TaskCompletionSource());
        connection.ConnectionShutdownAsync += (_, _) =>
        {
            closed.TrySetResult();
            return Task.CompletedTask;
        };
        var consumer = new AsyncEventingBasicConsumer(channel);
        consumer.ReceivedAsync += (_, _) =>
        {
            delivered++;
            return Task.CompletedTask;
        };
        await channel.BasicConsumeAsync("large", autoAck: false, consumer);
        await closed.Task.WaitAsync(TimeSpan.FromMinutes(2));
        Assert.Equal(0, delivered);
    }

    [SkippableFact]
    public async Task ARequestThatIsTooLargeIsRefusedBeforeItIsPublished()
    {
        Servers.Need();
        var options = new QueueOptions { Broker = servers.Broker.Address, Queue = "refused", MaxMessageBytes = 1024 };
        await using RequestPublisher publisher = await RequestPublisher.ConnectAsync(options);
        var error = await Assert.ThrowsAsync<ArgumentException>(
            () => publisher.PublishAsync(Requests("/a.jpg", "/" + new string('x', 2000), "/never.jpg")));
        Assert.Contains("1,024", error.Message);
        Assert.Equal(1, (await QueueStatus.ReadAsync(options)).Waiting);
    }

    [Fact]
    public async Task ALimitThatNoClientCouldConsumeIsRefused() => await Assert.ThrowsAsync<ArgumentException>(
        () => RequestPublisher.ConnectAsync(new QueueOptions { MaxMessageBytes = QueueOptions.LargestConsumable + 1 }));

    private static async IAsyncEnumerable<ClassificationRequest> Requests(params string[] addresses)
    {
        await Task.Yield();
        foreach (string address in addresses) yield return new ClassificationRequest(address);
    }
}
