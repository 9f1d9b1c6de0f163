using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Data;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Tests.Data;

/// <summary>What is held while a folder is read and trained on must not grow with the number of pictures.</summary>
[Collection(ProcessWideState.Name)]
[Trait("Category", "Slow")]
public sealed class BoundedMemoryTests : IDisposable
{
    private const int Width = 960, Height = 720, Images = 240;
    private const long Megabyte = 1 << 20, Decoded = Width * Height * sizeof(float);

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void PicturesAreStreamedNotGathered()
    {
        // different files, quickly: bytes after the end of a JPEG change its hash and nothing else
        byte[][] scenes = [.. Enumerable.Range(0, 4).Select(seed => RenderedImages.Jpeg(Width, Height, seed, quality: 60))];
        var csv = new System.Text.StringBuilder("filename,label\n");
        for (int i = 0; i < Images; i++)
        {
            _folder.Write($"{i}.jpg", [.. scenes[i % scenes.Length], .. BitConverter.GetBytes(i)]);
            csv.Append($"{i}.jpg,{i % 2}\n");
        }
        string labels = _folder.Write("metadata.csv", csv.ToString());
        long before = GC.GetTotalMemory(forceFullCollection: true);
        ImageDataset dataset = ImageDataset.Load(_folder.Path, labels);
        Assert.Equal(Images, dataset.Images.Select(p => p.ContentHash).Distinct().Count());
        Assert.True(GC.GetTotalMemory(forceFullCollection: true) - before < 24 * Megabyte); // what earlier tests left may go meanwhile

        var data = new ImageTrainingData(dataset.Images, new ImageTrainingDataOptions { CacheBytes = 8 * Megabyte });
        var stream = new SampleStream(data, [.. Enumerable.Range(0, Images)], index => index, batchSize: 4, workers: 2, prefetch: 2);
        long most = 0;
        foreach ((int step, IReadOnlyList<TrainingSample> batch) in stream.Batches(default).Index())
        {
            Assert.Equal(4, batch.Count);
            if (step % 12 == 11) most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true) - before);
        }
        Assert.True(data.CachedBytes <= 8 * Megabyte);
        // the cache, two batches ahead, one in hand, the workers' own; all together would be 630 MB
        Assert.InRange(most, 0, Images * Decoded / 3);
    }
}
