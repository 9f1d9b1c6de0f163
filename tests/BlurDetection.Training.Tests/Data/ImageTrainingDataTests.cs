using BlurDetection.Evaluation.Data;
using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Data;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Tests.Data;

public sealed class ImageTrainingDataTests : IDisposable
{
    private const int Images = 6;
    private readonly TemporaryFolder _folder = new();
    private readonly ImageDataset _dataset;

    public ImageTrainingDataTests()
    {
        string csv = "filename,label\n";
        for (int i = 0; i < Images; i++)
        {
            _folder.Write($"{i}.jpg", RenderedImages.Jpeg(96, 64, i));
            csv += $"{i}.jpg,{i % 2}\n";
        }
        _dataset = ImageDataset.Load(_folder.Path, _folder.Write("metadata.csv", csv));
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void SamplesCarryThePixelsThatPredictionSeesAndTheLabel()
    {
        var data = new ImageTrainingData(_dataset.Images);
        Assert.Equal(Images, data.Count);
        for (int i = 0; i < Images; i++)
        {
            TrainingSample sample = data.Load(i, seed: 0);
            using DecodedImage expected = ImageDecoder.DecodeFile(_dataset.Images[i].Path, Preprocessing.Default);
            Assert.Equal(i % 2 == 0 ? [1f, 0f] : [0f, 1f], sample.Target);
            for (int p = 0; p < expected.Pixels.Pixels.Length; p++)
                Assert.Equal(expected.Pixels.Pixels[p], sample.Image.Pixels[p], 1 / 500f); // 16 bits
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void TheSameSeedGivesTheSameSampleWhetherKeptOrNot(long budget)
    {
        var data = new ImageTrainingData(_dataset.Images, new ImageTrainingDataOptions
        {
            Preprocessing = Preprocessing.Notebook,
            Augmentation = AugmentationPipeline.Notebook,
            CacheBytes = budget,
        });
        float[] first = data.Load(3, seed: 11).Image.Pixels.ToArray();
        Assert.Equal(first, data.Load(3, seed: 11).Image.Pixels.ToArray());
        Assert.NotEqual(first, data.Load(3, seed: 12).Image.Pixels.ToArray());
        Assert.Equal(3 * 128 * 128, first.Length);
        Assert.Equal(budget == 0 ? 3 : 1, data.Decoded);
    }

    [Fact]
    public void TheBudgetIsNeverExceededAndThreadsMayShare()
    {
        const long one = 96 * 64 * 2;
        var data = new ImageTrainingData(_dataset.Images, new ImageTrainingDataOptions { CacheBytes = 3 * one });
        Parallel.For(0, 200, i =>
        {
            data.Load(i % Images, i);
            Assert.True(data.CachedBytes <= 4 * one); // one reservation may be on its way back
        });
        Assert.Equal(3 * one, data.CachedBytes);
    }

    [Fact]
    public void APictureThatVanishedIsAnErrorThatNamesIt()
    {
        var data = new ImageTrainingData(_dataset.Images);
        File.Delete(_dataset.Images[2].Path);
        Assert.Contains("2.jpg", Assert.ThrowsAny<IOException>(() => data.Load(2, 0)).Message);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefused()
    {
        Refused(new() { CacheBytes = -1 });
        Refused(new() { Preprocessing = null! });
        Refused(new() { Decoder = new() { MaxEncodedBytes = 0 } });

        void Refused(ImageTrainingDataOptions options) =>
            Assert.Throws<ArgumentException>(() => new ImageTrainingData(_dataset.Images, options));
    }
}
