using BlurDetection.Evaluation.Data;

namespace BlurDetection.Training.Tests.Data;

public sealed class GroupedFoldsTests
{
    // groups of every size, some with both labels
    private static ImageEntry[] Draw(int seed)
    {
        var random = new Random(seed);
        int groups = random.Next(4, 20);
        int row = 1;
        return [.. Enumerable.Range(0, groups).SelectMany(group =>
        {
            int labels = group < 4 ? group % 2 : random.Next(3);
            return Enumerable.Range(0, random.Next(1, random.Next(2, 40)))
                .Select(i => SomeImage.Of(++row, labels == 2 ? (ImageLabel)(i % 2) : (ImageLabel)labels, group));
        })];
    }

    [Fact]
    public void EachPictureIsInOneFoldWithItsGroupAndBothLabelsAreLeftWithoutAnyFold()
    {
        for (int seed = 0; seed < 300; seed++)
        {
            ImageEntry[] pictures = Draw(seed);
            int groups = pictures.DistinctBy(p => p.GroupId).Count();
            foreach (int folds in new[] { 2, 3, Math.Min(5, groups), groups })
            {
                IReadOnlyList<IReadOnlyList<ImageEntry>> dealt = GroupedFolds.Deal(pictures, folds, seed);
                Assert.Equal(pictures.Select(p => p.Row.Row), dealt.SelectMany(fold => fold).Select(p => p.Row.Row).Order());
                Assert.Equal(groups, dealt.Sum(fold => fold.DistinctBy(p => p.GroupId).Count()));
                Assert.All(dealt, fold =>
                {
                    Assert.NotEmpty(fold);
                    Assert.Equal(2, pictures.Except(fold).DistinctBy(p => p.Label).Count());
                });
            }
        }
    }

    [Fact]
    public void LabelsAreSpreadEvenlyAndTheSeedDecidesWhoGoesWhere()
    {
        ImageEntry[] pictures =
            [.. Enumerable.Range(0, 40).Select(i => SomeImage.Of(i + 2, i < 10 ? ImageLabel.Blur : ImageLabel.Focus, i))];
        IReadOnlyList<IReadOnlyList<ImageEntry>> dealt = GroupedFolds.Deal(pictures, 5, seed: 1);
        Assert.All(dealt,
            fold => Assert.Equal((2, 6), (fold.Count(p => p.Label == ImageLabel.Blur), fold.Count(p => p.Label == ImageLabel.Focus))));
        string Names(int seed) =>
            string.Join(';', GroupedFolds.Deal(pictures, 5, seed).Select(fold => string.Join(',', fold.Select(p => p.Row.Row))));
        Assert.Equal(Names(1), Names(1));
        Assert.NotEqual(Names(1), Names(2));
    }
}
