namespace BlurDetection.Queue.Tests.Support;

[CollectionDefinition(nameof(Servers))]
public sealed class ServersCollection : ICollectionFixture<Servers>;
