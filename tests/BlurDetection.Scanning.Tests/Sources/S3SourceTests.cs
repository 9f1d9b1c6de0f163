using BlurDetection.Scanning.Results;
using BlurDetection.Scanning.Sources;
using BlurDetection.Scanning.Tests.Support;

namespace BlurDetection.Scanning.Tests.Sources;

public sealed class S3SourceTests : IDisposable
{
    private static readonly SortedDictionary<string, byte[]> Objects = new(StringComparer.Ordinal)
    {
        ["other/z.jpg"] = [1], ["photos/a.jpg"] = [90], ["photos/b/ü c.jpg"] = [20], ["photos/d.png"] = [255], ["photos/notes.txt"] = [1],
    };

    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task TheImagesBelowAPrefixAreListedPageByPageAndClassified()
    {
        var s3 = new SmallS3("bucket", Objects);
        await using SmallServer server = await SmallServer.StartAsync(s3.AnswerAsync);
        using var images = new S3Images(Options(server));
        var source = new S3Source(images, "s3://bucket/photos/");
        await new ImageScanner(new ByteClassifier()).ScanAsync(source, _folder.PathOf("results"));
        var rows = await Rows.OfAsync(_folder.PathOf("results"));
        Assert.Equal(["photos/a.jpg", "photos/b/ü c.jpg", "photos/d.png"], rows.Select(row => row.Path));
        Assert.Equal([0.9, 0.2, null], rows.Select(row => row.Probability));
        Assert.Equal(new DateTime(2026, 1, 2, 3, 4, 5, DateTimeKind.Utc), rows[0].Modified);
        Assert.Equal(1, source.NotImages);
        Assert.True(s3.Signed > 0);
        // Keys are whole, so several prefixes may share a folder of results, and no two buckets.
        Assert.True(source.SharesPathsWith("s3://bucket/other"));
        Assert.False(source.SharesPathsWith("s3://another/photos/"));

        ScanSummary again = await new ImageScanner(new ByteClassifier()).ScanAsync(source, _folder.PathOf("results"));
        Assert.Equal((0, 3), (again.Classified, again.Skipped));
    }

    [Fact]
    public async Task AListMayNameObjectsAndOneThatIsMissingBecomesARowWithAnError()
    {
        await using SmallServer server = await SmallServer.StartAsync(new SmallS3("bucket", Objects).AnswerAsync);
        using var addresses = new ImageAddresses(buckets: Options(server));
        var list = new ListSource(new StringReader("s3://bucket/photos/a.jpg\ns3://bucket/missing.jpg"), "list", addresses);
        await new ImageScanner(new ByteClassifier()).ScanAsync(list, _folder.PathOf("results"));
        var rows = await Rows.OfAsync(_folder.PathOf("results"));
        Assert.Equal([ScanErrorKind.NotFound, null], rows.Select(row => row.Error));
        Assert.Equal(0.9, rows[1].Probability);
    }

    [Fact]
    public void WithoutAnEndpointABucketSaysWhatToSet()
    {
        using var addresses = new ImageAddresses(buckets: new S3Options());

        var error = Assert.Throws<ArgumentException>(() => ScanSource.FromBucket("s3://bucket", addresses));

        Assert.Contains("AWS_ENDPOINT_URL", error.Message);
    }

    private static S3Options Options(SmallServer server) => new()
    {
        Endpoint = new Uri(server.Address),
        AccessKey = "key",
        SecretKey = "secret",
    };
}
