using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Data;
using BlurDetection.Tests.Support;

namespace BlurDetection.Evaluation.Tests;

public sealed class EvaluatorTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly string _labels;

    public EvaluatorTests()
    {
        string csv = "filename,label,blur_type,confidence\n";
        for (int seed = 0; seed < 12; seed++)
        {
            bool blur = seed % 3 == 0;
            _folder.Write($"{seed}.jpg", RenderedImages.Jpeg(160, 120, seed, blur ? 4 : 0));
            csv += $"{seed}.jpg,{(blur ? 0 : 1)},{(blur ? "defocus" : "")},{(seed < 9 ? "high" : "low")}\n";
        }
        _folder.Write("bad.jpg", "text");
        _labels = _folder.Write("metadata.csv", csv + "bad.jpg,1,,\n");
    }

    public void Dispose() => _folder.Dispose();

    [Fact]
    public void APerfectRankingIsReportedWithItsIntervalKindsAndProblems()
    {
        using StubClassifier classifier = StubClassifier.ByLaplacian(100);
        EvaluationReport report = Evaluator.Evaluate(classifier, _folder.Path, _labels, "stub", new EvaluationOptions { Resamples = 50 });
        Assert.Equal((1, 1), (report.All.RocAuc.Value, report.All.RocAuc.High));
        Assert.InRange(report.All.RocAuc.Low, 0.6, 0.8); // 4 and 8 pictures ranked apart: Newcombe's score interval begins at 0.711
        Assert.Equal(report.All.RocAuc, report.Laplacian!.RocAuc);
        Assert.Equal(report.All.BalancedAccuracy.Value, report.Laplacian.BalancedAccuracyAt100, 12); // the stub's rule is that threshold
        Assert.Equal((12, 12, 0.5), (report.All.Images, report.DistinctContents, report.Threshold));
        Assert.Equal(4, report.Kinds.Single(k => k.Kind == "defocus").Images);
        Assert.Equal(8, report.Kinds.Single(k => k.Kind == "focus").Images);
        Assert.Equal(9, report.ByConfidence["high"].Images);
        Assert.Equal(14, Assert.Single(report.Problems).Row);
    }

    [Fact]
    public void IndeterminatePicturesCountAsNotCalledBlurred()
    {
        using var classifier = new StubClassifier(luma => new BlurPrediction
        {
            Verdict = BlurVerdict.Indeterminate, Probability = 0.9, Threshold = 0.5, Width = luma.Width, Height = luma.Height,
            Reason = IndeterminateReason.Flat,
        });
        EvaluationReport report =
            Evaluator.Evaluate(classifier, _folder.Path, _labels, options: new EvaluationOptions { Resamples = 5, Baseline = false });
        Assert.Equal(12, report.All.Indeterminate);
        Assert.Equal((0d, 1d), (report.All.BlurRecall.Value, report.All.FocusRecall.Value));
        Assert.Null(report.Laplacian);
    }

    [Fact]
    public void AReportSurvivesJson()
    {
        using StubClassifier classifier = StubClassifier.ByLaplacian(100);
        EvaluationReport report = Evaluator.Evaluate(classifier, _folder.Path, _labels, "stub", new EvaluationOptions { Resamples = 5 });
        string json = EvaluationJson.Write(report);
        Assert.Contains("\"roc_auc\":{\"value\":1,", json);
        Assert.Contains("\"verdict\":\"blurred\"", json);
        Assert.DoesNotContain("NaN", json);
        EvaluationReport back = EvaluationJson.Read<EvaluationReport>(json);
        Assert.Equal(report.All, back.All);
        Assert.Equal(report.Results, back.Results);
        Assert.Equal(report.Laplacian, back.Laplacian);
    }

    [Fact]
    public void TwoModelsAreComparedPictureByPicture()
    {
        using StubClassifier good = StubClassifier.ByLaplacian(100);
        using StubClassifier deaf = StubClassifier.ByLaplacian(1e-6);
        var options = new EvaluationOptions { Resamples = 50, Baseline = false };
        EvaluationReport a = Evaluator.Evaluate(good, _folder.Path, _labels, "good", options),
            b = Evaluator.Evaluate(deaf, _folder.Path, _labels, "deaf", options);
        ModelComparison comparison = ModelComparison.Compare(reference: b, model: a, resamples: 50);
        Assert.Equal((comparison.OnlyModelRight, comparison.OnlyReferenceRight),
            (comparison.OnlyModelRightFiles.Count, comparison.OnlyReferenceRightFiles.Count));
        Assert.Equal((12, 4, 0), (comparison.Images, comparison.OnlyModelRight, comparison.OnlyReferenceRight));
        Assert.Equal(0.5, comparison.BalancedAccuracy.Value, 12);
        Assert.Equal(0, comparison.RocAuc.Value, 12); // the order is the same, only the threshold is deaf
    }

    [Fact]
    public void AModelThatFailsOnAPictureSaysSoItself()
    {
        using var failing = new StubClassifier(_ => throw new InvalidModelException("The model failed."));
        Assert.Equal("The model failed.",
            Assert.Throws<InvalidModelException>(() => Evaluator.Evaluate(failing, _folder.Path, _labels)).Message);
    }

    [Fact]
    public void NothingToClassifyIsAnError()
    {
        using StubClassifier classifier = StubClassifier.ByLaplacian(100);
        string labels = _folder.Write("none.csv", "filename,label\nbad.jpg,1\n");
        Assert.Throws<TrainingDataException>(() => Evaluator.Evaluate(classifier, _folder.Path, labels));
        string lost = _folder.Write("lost.csv", "filename,label\nlost.jpg,1\ngone.jpg,0\n");
        string said = Assert.Throws<TrainingDataException>(() => Evaluator.Evaluate(classifier, _folder.Path, lost)).Message;
        Assert.Contains("The first of 2:", said, StringComparison.Ordinal);
        Assert.Contains("'lost.jpg'", said, StringComparison.Ordinal);
    }

    [Fact]
    public void OptionsOutOfRangeAreRefusedBeforeAnythingIsRead()
    {
        using StubClassifier classifier = StubClassifier.ByLaplacian(100);
        foreach (EvaluationOptions options in new EvaluationOptions[] { new() { Resamples = 0 }, new() { Parallelism = 0 },
            new() { Labels = null! }, new() { Decoder = new() { MaxPixels = 0 } } })
        {
            Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(classifier, "no-folder", "no-file.csv", options: options));
            Assert.Throws<ArgumentException>(() => Evaluator.Evaluate(classifier, [], "no-file.csv", options: options));
            Assert.Throws<ArgumentException>(() => MaskEvaluator.Evaluate(classifier, "no-folder", "no-masks", options));
            Assert.Throws<ArgumentException>(() => EvaluationReport.Create("model", 0.5, [], options: options));
        }
    }
}
