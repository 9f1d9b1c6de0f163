using BlurDetection.Training.DefaultModel;
using BlurDetection.Training.Native;

namespace BlurDetection.Tests.Training.DefaultModel;

public sealed class MapBatchesTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("blur-map-batches-").FullName;

    [Fact]
    public async Task All_batches_come_once_in_each_round_and_a_later_start_gives_the_rest()
    {
        var batches = new MapBatches(_folder, count: 5, seed: 1);
        for (int i = 0; i < 5; i++) batches.Keep(i, Batch(i));

        int[] all = await Read(batches, 0, 12);

        Assert.Equal(5, batches.Made);
        Assert.Equal([0, 1, 2, 3, 4], all[..5].Order());
        Assert.Equal([0, 1, 2, 3, 4], all[5..10].Order());
        Assert.NotEqual(all[..5], all[5..10]);
        Assert.Equal(all[7..], await Read(batches, 7, 12));
    }

    [Fact]
    public void A_batch_is_read_as_it_was_written_and_one_that_is_missing_is_made_again()
    {
        var batches = new MapBatches(_folder, count: 5, seed: 1);
        foreach (int i in new[] { 0, 1, 3 }) batches.Keep(i, Batch(i));
        Assert.Equal(2, batches.Made);
        LibTorch.EnsureLoaded();

        var read = MapBatch.Read(Path.Combine(_folder, "000003.bin"));

        var written = Batch(3);
        Assert.Equal((written.Count, written.MapHeight, written.MapWidth), (read.Count, read.MapHeight, read.MapWidth));
        Assert.Equal(written.Features, read.Features);
        Assert.Equal(written.Pooled, read.Pooled);
        Assert.Equal(written.Evidence, read.Evidence);
        Assert.Equal(written.Local, read.Local);
        var known = read.Known();
        Assert.Equal([2, 2, 1, 3], known[DefaultNetwork.Features].shape);
        Assert.Equal([2, 5], known[DefaultNetwork.Pooled].shape);
        Assert.Equal((float)read.Features[4], known[DefaultNetwork.Features][0, 1, 0, 1].item<float>());
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static async Task<int[]> Read(MapBatches batches, int first, int end)
    {
        List<int> read = [];
        await foreach (var pending in batches.ReadAllAsync(first, end, CancellationToken.None)) read.Add((int)(await pending).Evidence[0]);
        return [.. read];
    }

    // Two pictures of three cells.
    private static MapBatch Batch(int number)
    {
        float[] Values(int count, float scale) => [.. Enumerable.Range(0, count).Select(i => scale * (i + number))];
        return new MapBatch(2, 1, 3, [.. Values(12, 0.5f).Select(value => (Half)value)], Values(10, 0.1f), [number, 0.5f], Values(2 * MapBatch.Planes * 3, 0.2f));
    }
}
