using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;

namespace BlurDetection.Evaluation.Tests.Data;

public sealed class DataSplitterTests
{
    // group g has copies of one content; even groups are blurred
    private static ImageDataset Dataset(IEnumerable<(int Group, ImageLabel Label, DataPart? Part)> pictures) =>
        new([.. pictures.Select((p, i) => new ImageEntry(
            new LabelRow { Row = i + 2, FileName = $"{i}.jpg", Path = $"/{i}.jpg", Label = p.Label, Part = p.Part },
            new ImageFingerprint($"{p.Group:x64}", 10, 10, 0, default), p.Group))], [], []);

    private static ImageDataset Copies(int groups, int copies) =>
        Dataset(Enumerable.Range(0, groups).SelectMany(g => Enumerable.Repeat((g, (ImageLabel)(g % 2), (DataPart?)null), copies)));

    [Theory]
    [InlineData(1)]
    [InlineData(42)]
    [InlineData(7)]
    public void NoGroupStandsOnBothSidesAndBothLabelsOnEach(int seed)
    {
        DataSplit split = DataSplitter.Split(Copies(30, 7), new SplitOptions { Seed = seed });
        Assert.Empty(split.Training.Select(p => p.GroupId).Intersect(split.Validation.Select(p => p.GroupId)));
        Assert.Equal(210, split.Training.Count + split.Validation.Count);
        foreach (ImageLabel label in Enum.GetValues<ImageLabel>())
            Assert.InRange(split.Validation.Count(p => p.Label == label), 7, 14); // 10 % of 105, in whole groups of 7
        Assert.Equal(0, split.Leak.Leaked);
        Assert.True(split.Leak.RandomLeaked >= 20, "with seven copies of each, nearly all of the 20 random ones have a copy in training");
    }

    [Fact]
    public void TheSameSeedGivesTheSameSplitAndAnotherGivesAnother()
    {
        string Names(int seed) =>
            string.Join(',', DataSplitter.Split(Copies(40, 2), new SplitOptions { Seed = seed }).Validation.Select(p => p.Row.FileName));
        Assert.Equal(Names(42), Names(42));
        Assert.NotEqual(Names(42), Names(43));
    }

    [Fact]
    public void DistinctPicturesAreSplitExactlyByShare()
    {
        DataSplit split = DataSplitter.Split(Copies(200, 1), new SplitOptions { ValidationFraction = 0.25 });
        Assert.Equal(25, split.Validation.Count(p => p.Label == ImageLabel.Blur));
        Assert.Equal(25, split.Validation.Count(p => p.Label == ImageLabel.Focus));
        Assert.Equal(0, split.Leak.RandomLeaked);
    }

    [Fact]
    public void ARandomSplitLeaksAndTheReportSaysWhatItWouldHaveClaimed()
    {
        DataSplit split = DataSplitter.Split(Copies(30, 7), new SplitOptions { ByGroup = false });
        Assert.True(split.Leak.Leaked > split.Leak.HoldOut / 2);
        Assert.Equal(split.Leak.RandomLeaked, split.Leak.RandomLeakedCopies);
        LeakReport half = split.Leak with { RandomHoldOut = 20, RandomLeaked = 10 };
        Assert.Equal(0.5 * 1.0 + 0.5 * 0.6, half.LeakedEstimate(trainingAccuracy: 1.0, honestAccuracy: 0.6), 12);
    }

    [Fact]
    public void TheSplitColumnIsRespectedAndItsLeaksAreCounted()
    {
        ImageDataset dataset = Dataset(
        [
            (0, ImageLabel.Blur, DataPart.Training), (1, ImageLabel.Focus, DataPart.Training), (0, ImageLabel.Blur, DataPart.Validation),
            (2, ImageLabel.Focus, DataPart.Validation), (3, ImageLabel.Blur, DataPart.Test), (4, ImageLabel.Blur, null),
        ]);
        DataSplit split = DataSplitter.Split(dataset);
        Assert.Equal(["0.jpg", "1.jpg", "5.jpg"], split.Training.Select(p => p.Row.FileName));
        Assert.Equal(["2.jpg", "3.jpg"], split.Validation.Select(p => p.Row.FileName));
        Assert.Equal(["4.jpg"], split.Test.Select(p => p.Row.FileName));
        Assert.Equal((3, 1), (split.Leak.HoldOut, split.Leak.Leaked));
    }

    [Fact]
    public void OneBigGroupIsNotTornApart()
    {
        ImageDataset dataset = Dataset(Enumerable.Repeat((0, ImageLabel.Blur, (DataPart?)null), 90)
            .Concat(Enumerable.Range(1, 20).Select(g => (g, (ImageLabel)(g % 2), (DataPart?)null))));
        DataSplit split = DataSplitter.Split(dataset);
        Assert.DoesNotContain(split.Validation, p => p.GroupId == 0);
        Assert.Contains(split.Validation, p => p.Label == ImageLabel.Blur);
    }

    [Fact]
    public void ASingleGroupOfALabelCannotBeSplitAndTheMessageSaysWhy()
    {
        var error = Assert.Throws<TrainingDataException>(() => DataSplitter.Split(Copies(2, 10)));
        Assert.Contains("at least two groups", error.Message);
    }

    [SkippableFact]
    public void TheNotebooksPicturesAreTwentyNineInCopies()
    {
        string? data = SharedData.Find("labels");
        Skip.If(data is null, "the shared data folder is not here");
        ImageDataset dataset = ImageDataset.Load(Path.Combine(data, "Images"), Path.Combine(data, "metadata.csv"));
        DataSplit split = DataSplitter.Split(dataset);
        Assert.Equal((200, 29), (split.Leak.Images, split.Leak.DistinctContents));
        Assert.Equal(0, split.Leak.Leaked);
        Assert.True(split.Leak.RandomLeakedCopies >= 18, $"{split.Leak}");
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(double.NaN)]
    public void AShareThatLeavesAPartEmptyIsRefused(double share)
    {
        ImageDataset dataset = Copies(8, 2);
        var options = new SplitOptions { ValidationFraction = share };
        Assert.Contains("ValidationFraction", Assert.Throws<ArgumentException>(() => DataSplitter.Split(dataset, options)).Message);
        Assert.Throws<ArgumentException>(() => DataInspector.Inspect(dataset, "not-looked-into", options));
    }
}
