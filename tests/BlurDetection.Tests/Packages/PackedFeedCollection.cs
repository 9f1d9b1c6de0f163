namespace BlurDetection.Tests.Packages;

/// <summary>Tests that pack, restore and build, one after the other: they share the feed and the projects' intermediate files.</summary>
[CollectionDefinition(nameof(PackedFeed))]
public sealed class PackedFeedCollection : ICollectionFixture<PackedFeed>;
