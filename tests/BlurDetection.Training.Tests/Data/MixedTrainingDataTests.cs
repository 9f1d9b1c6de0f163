using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Tests.Fitting;
using BlurDetection.Training.Data;
using BlurDetection.Training.Fitting;

namespace BlurDetection.Training.Tests.Data;

public sealed class MixedTrainingDataTests
{
    [Fact]
    public void EachIndexReachesItsOwnSource()
    {
        StripedImages small = new(3, side: 8), large = new(5, side: 16);
        var mixed = new MixedTrainingData(small, large);
        Assert.Equal(8, mixed.Count);
        Assert.Equal([8, 8, 8, 16, 16, 16, 16, 16], Enumerable.Range(0, 8).Select(i => mixed.Load(i, 1).Image.Width));
        Assert.Equal(large.Load(2, 7).Image.Pixels.ToArray(), mixed.Load(5, 7).Image.Pixels.ToArray());
        Assert.Throws<ArgumentOutOfRangeException>(() => mixed.Load(8, 0));
    }

    [Fact]
    public void SynthesisedSamplesFollowTheSeedAndCarryBothAnswers()
    {
        using var folder = new ImageFolder();
        for (int i = 0; i < 4; i++) folder.Add($"{i}.png", Images.Sharp(200, 160, i, format: SkiaSharp.SKEncodedImageFormat.Png));
        var data = new SynthesizedTrainingData(folder.Root, 10, new Preprocessing { LongSide = null, Width = 128, Height = 96 });
        TrainingSample first = data.Load(0, 5);
        Assert.Equal((128, 96, 10), (first.Image.Width, first.Image.Height, data.Count));
        Assert.Equal(first.Image.Pixels.ToArray(), data.Load(9, 5).Image.Pixels.ToArray());
        TrainingSample[] samples = [.. Enumerable.Range(0, 24).Select(seed => data.Load(0, seed))];
        Assert.All(samples, sample => Assert.Equal(1, sample.Target.Sum(), 1e-5));
        Assert.Contains(samples, sample => sample.Target[0] > 0.8);
        Assert.Contains(samples, sample => sample.Target[0] < 0.2);
    }
}
