using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation.Tests.Data;

public sealed class NearDuplicatesTests
{
    private static ImageFingerprint Frame(int scene, int number)
    {
        var random = new Random(scene);
        byte[] thumbnail = [.. Enumerable.Range(0, 32 * 32).Select(_ => (byte)random.Next(256))];
        thumbnail[number % thumbnail.Length] ^= 8; // frames differ a little
        return new ImageFingerprint($"{scene}-{number}", 640, 480, (ulong)random.NextInt64(), thumbnail);
    }

    [Fact]
    public void ManyFramesOfAFewScenesAreTiedTogetherByFewPairs()
    {
        const int scenes = 4, frames = 300; // more than one block
        ImageFingerprint[] film = [.. Enumerable.Range(0, scenes * frames).Select(i => Frame(i % scenes, i / scenes))];
        IReadOnlyList<(int First, int Second)> pairs = NearDuplicates.FindPairs(film);
        Assert.Equal(scenes * (frames - 1), pairs.Count); // not 4 x 44,850
        Assert.All(pairs, pair => Assert.True(pair.First < pair.Second && pair.First % scenes == pair.Second % scenes));
        Assert.Equal(pairs, NearDuplicates.FindPairs(film));
    }

    [Fact]
    public void APictureBetweenTwoOthersTiesBothTogether()
    {
        byte[] one = [.. Enumerable.Range(0, 1024).Select(i => (byte)(i % 251))];
        ImageFingerprint With(string name, ulong hash) => new(name, 8, 8, hash, one);
        int far = new NearDuplicateOptions().MaxDistance;
        ulong low = (1UL << far) - 1;
        Assert.Equal([(0, 2), (1, 2)], NearDuplicates.FindPairs([With("a", 0), With("b", low | low << far), With("between", low)]));
    }

    [Fact]
    public void APercentageForTheCorrelationIsRefused()
    {
        var percentage = new NearDuplicateOptions { MinCorrelation = 93 };
        Assert.Contains("MinCorrelation", Assert.Throws<ArgumentException>(() => NearDuplicates.FindPairs([], percentage)).Message);
    }
}
