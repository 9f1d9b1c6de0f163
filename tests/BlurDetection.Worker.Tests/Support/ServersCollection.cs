namespace BlurDetection.Worker.Tests.Support;

[CollectionDefinition(nameof(Servers))]
public sealed class ServersCollection : ICollectionFixture<Servers>;
