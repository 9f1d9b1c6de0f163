namespace BlurDetection.Queue.Tests.Support;

/// <summary>Broker and database for the tests of one collection; not started where they are not installed.</summary>
public sealed class Servers : IAsyncLifetime
{
    internal RabbitServer Broker { get; } = new();

    internal PostgresServer Database { get; } = new();

    internal static bool AreInstalled => RabbitServer.IsInstalled && PostgresServer.IsInstalled;

    public Task InitializeAsync() => AreInstalled ? Task.WhenAll(Broker.StartAsync(), Database.StartAsync()) : Task.CompletedTask;

    public async Task DisposeAsync()
    {
        if (!AreInstalled) return;
        await Broker.DisposeAsync();
        await Database.DisposeAsync();
    }

    internal static void Need() => Skip.IfNot(AreInstalled, "Needs rabbitmq-server and postgresql.");
}
