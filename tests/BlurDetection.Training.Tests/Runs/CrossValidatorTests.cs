using System.ComponentModel.DataAnnotations;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;
using BlurDetection.Training.Tests.Data;
using BlurDetection.Training;
using BlurDetection.Training.Reporting;

namespace BlurDetection.Training.Tests.Runs;

public sealed class CrossValidatorTests
{
    private static BlurTrainingOptions Options(int? folds = null, bool byGroup = true) => new()
    {
        ImagesFolder = "images", LabelsPath = "labels.csv", OutputFolder = "out", Folds = folds, Split = { ByGroup = byGroup },
    };

    private static int? Folds(int distinct, BlurTrainingOptions options, int copies = 1, DataPart? validation = null)
    {
        ImageEntry[] pictures = [.. Enumerable.Range(0, 2 * distinct * copies)
            .Select(i => SomeImage.Of(i + 2, (ImageLabel)(i % 2), i / copies / 2 * 2 + i % 2, i < 2 ? validation : null))];
        return CrossValidator.Plan(new DataSplit(pictures[2..], pictures[..2], [], new LeakReport
        {
            Images = 0, DistinctContents = 0, Groups = 0, HoldOut = 0, Leaked = 0, RandomHoldOut = 0, RandomLeaked = 0,
            RandomLeakedCopies = 0,
        }), options)?.Folds;
    }

    [Fact]
    public void FewDifferentPicturesOfALabelAreCrossValidatedUnlessSomebodySaysOtherwise()
    {
        Assert.Equal(5, Folds(29, Options()));
        Assert.Equal(5, Folds(10, Options(), copies: 8)); // copies are no more pictures
        Assert.Equal(3, Folds(3, Options()));
        Assert.Null(Folds(30, Options()));
        Assert.Null(Folds(1, Options(), copies: 9));
        Assert.Null(Folds(10, Options(folds: 0)));
        Assert.Null(Folds(10, Options(byGroup: false)));
        Assert.Null(Folds(10, Options(), validation: DataPart.Validation));
    }

    [Fact]
    public void AsManyFoldsAsAskedForAreDealtAndNoMoreThanThereAreGroups()
    {
        Assert.Equal(7, Folds(100, Options(folds: 7)));
        Assert.Equal(8, Folds(4, Options(folds: 1000))); // leave one group out
        Assert.Contains("two groups", Assert.Throws<TrainingDataException>(() => Folds(1, Options(folds: 2), copies: 3)).Message,
            StringComparison.Ordinal);
    }

    [Fact]
    public void OneFoldIsRefused()
    {
        using var pictures = new LabelledImages(scenes: 4);
        BlurTrainingOptions options = Of(pictures);
        options.Folds = 1;
        Assert.Contains("Folds", Assert.Throws<ArgumentException>(() => BlurTrainer.Train(options)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TheFiguresOfFewPicturesComeFromAllOfThemEachClassifiedByAModelThatDidNotSeeIt()
    {
        using var pictures = new LabelledImages();
        List<BlurTrainingStatus> statuses = [];
        BlurTrainingResult result = BlurTrainer.Train(Of(pictures), new Recorded(statuses));
        CrossValidationReport crossed = result.Report.CrossValidation!;
        Assert.Equal((5, 6, true), (crossed.Folds, crossed.Trainings, crossed.IsAutomatic));
        Assert.Equal(Enumerable.Range(0, 12).Select(i => $"{i}.jpg"), crossed.OutOfFold.Results.Select(r => r.FileName));
        Assert.Same(crossed.OutOfFold, result.Report.Figures);
        Assert.Equal(crossed.OutOfFold.All.Confusion.Accuracy, result.Report.RandomSplit.HonestAccuracy);
        Assert.Equal([1, 2, 3, 4, 5], statuses.Where(s => s.Stage == BlurTrainingStage.CrossValidating).Select(s => s.Fold).Distinct());

        string page = File.ReadAllText(result.ReportPath);
        Assert.Contains("That took 6 trainings", page, StringComparison.Ordinal);
        Assert.Matches(@"Blur caught</span><b>[0-9.]+[^<]*%</b>[^0-9]{0,40}\d of 6\b", page);
        var read = EvaluationJson.Read<TrainingReport>(File.ReadAllText(Path.Combine(pictures.Out, "report.json")));
        Assert.Equal(crossed.OutOfFold.All, read.CrossValidation!.OutOfFold.All);
        using BlurClassifier model = BlurClassifier.Load(result.ZipPath);
        Assert.Equal(12, model.Model.Metrics["cross_validation_images"]);
        Assert.DoesNotContain("validation_roc_auc", model.Model.Metrics.Keys);
    }

    [Fact]
    public void ANetworkThatLearnedNothingIsNoBetterThanChanceInWords()
    {
        using var pictures = new LabelledImages(scenes: 16);
        // labels that have nothing to do with the pictures, and weights that hardly move
        File.WriteAllLines(pictures.Labels, ["filename,label", .. Enumerable.Range(0, 16).Select(i => $"{i}.jpg,{i / 2 % 2}")]);
        BlurTrainingOptions options = Of(pictures);
        options.Recipe = options.Recipe with { Schedule = options.Recipe.Schedule with { LearningRate = 1e-9 } };
        BlurTrainingResult result = BlurTrainer.Train(options);
        Assert.InRange(result.Report.History[^1].Loss, 0.6, 0.8); // the logarithm of 2 is 0.693
        EvaluationFigures figures = result.Report.Figures.All;
        Assert.False(figures.RanksAboveChance || figures.DecidesAboveChance, $"{figures.RocAuc}, {figures.BalancedAccuracy}");
        Assert.Contains("ROC AUC: no better than chance", File.ReadAllText(result.ReportPath), StringComparison.Ordinal);
    }

    private static BlurTrainingOptions Of(LabelledImages pictures) => new()
    {
        ImagesFolder = pictures.Images, LabelsPath = pictures.Labels, OutputFolder = pictures.Out, Threads = 1,
        Recipe = TrainingRecipe.For(LabelledImages.Network) with { Schedule = new TrainingSchedule { Epochs = 1 } },
    };

    private sealed class Recorded(List<BlurTrainingStatus> statuses) : IProgress<BlurTrainingStatus>
    {
        public void Report(BlurTrainingStatus value)
        {
            lock (statuses) statuses.Add(value);
        }
    }
}
