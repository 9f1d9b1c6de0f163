using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Metrics;
using BlurDetection.Tests.Support;
using SkiaSharp;

namespace BlurDetection.Evaluation.Tests.Calibration;

public sealed class ModelCalibratorTests : IDisposable
{
    private readonly LabelledImages _pictures = new(scenes: 16);
    private readonly string _model;

    public ModelCalibratorTests() => _model = _pictures.Folder.Add("model.onnx", TestModels.Plain());

    public void Dispose() => _pictures.Dispose();

    [Theory]
    [InlineData("new.zip")]
    [InlineData("new.onnx")]
    public void TheCopyHasTheNewThresholdAndTheOldWeights(string name)
    {
        using BlurClassifier before = BlurClassifier.Load(_model);
        CalibrationImages pictures = CalibrationImages.FromLabels(before, _pictures.Images, _pictures.Labels);
        CalibrationResult result = ModelCalibrator.Choose(before, pictures, new CalibrationOptions { FalseAlarmRate = 0.2 });
        Assert.Equal((8, 8, 0.6), (result.Focus, result.Blur, result.Before.Threshold));
        string path = Path.Combine(_pictures.Images, name);
        ModelCalibrator.Write(_model, result.Points, path);

        using BlurClassifier after = BlurClassifier.Load(path),
            low = BlurClassifier.Load(path, new BlurClassifierOptions { Sensitivity = BlurSensitivity.Low });
        Assert.Equal(result.Points.Medium.Threshold, after.Threshold, 1e-12);
        Assert.Equal(result.Points.Low.Threshold, low.Threshold, 1e-12);
        string picture = Path.Combine(_pictures.Images, "3.jpg");
        Assert.Equal(before.Classify(picture).Probability, after.Classify(picture).Probability, 1e-6);
    }

    [Fact]
    public void SharpPicturesAloneAreEnoughForAWishedRate()
    {
        Directory.CreateDirectory(Path.Combine(_pictures.Images, "sharp"));
        for (int i = 0; i < 10; i++) _pictures.Folder.Add($"sharp/{i}.jpg", Images.Sharp(64, 48, i));
        File.WriteAllText(Path.Combine(_pictures.Images, "sharp", "broken.jpg"), "no image");
        using BlurClassifier classifier = BlurClassifier.Load(_model);
        CalibrationImages pictures = CalibrationImages.FromSharpFolder(classifier, Path.Combine(_pictures.Images, "sharp"));
        string broken = Path.Combine(_pictures.Images, "sharp", "broken.jpg");
        Assert.StartsWith($"'{broken}' cannot be read: ", Assert.Single(pictures.Problems).Message);
        CalibrationResult result = ModelCalibrator.Choose(classifier, pictures, new CalibrationOptions { FalseAlarmRate = 0.1 });
        Assert.Equal((10, 0), (result.Focus, result.Blur));
        Assert.True(result.Points.Medium.FalseAlarmRate <= 0.1);
        Assert.True(double.IsNaN(result.Points.Medium.Recall));
    }

    [Fact]
    public void AFolderWithoutPicturesIsAnError()
    {
        using BlurClassifier classifier = BlurClassifier.Load(_model);
        string empty = Directory.CreateDirectory(Path.Combine(_pictures.Images, "empty")).FullName;
        string said = Assert.Throws<TrainingDataException>(() => CalibrationImages.FromSharpFolder(classifier, empty)).Message;
        Assert.Contains($"the folder '{empty}' has none", said);
        File.WriteAllText(Path.Combine(empty, "broken.jpg"), "no image");
        Assert.Equal(said, Assert.Throws<TrainingDataException>(() => CalibrationImages.FromSharpFolder(classifier, empty)).Message);
        Assert.Throws<DirectoryNotFoundException>(() => CalibrationImages.FromSharpFolder(classifier, empty + "-not"));
    }

    [Fact]
    public void RatesOutOfRangeAreRefusedBeforeAnythingIsClassified()
    {
        using BlurClassifier classifier = BlurClassifier.Load(_model);
        foreach (CalibrationOptions options in new CalibrationOptions[] { new() { FalseAlarmRate = 0.6 },
            new() { FalseAlarmRate = 0.3, HighShare = 4 }, new() { LowShare = 2 } })
        {
            Assert.Throws<ArgumentException>(() => CalibrationImages.FromLabels(classifier, "no-folder", "no-file.csv", options));
            Assert.Throws<ArgumentException>(() => CalibrationImages.FromSharpFolder(classifier, "no-folder", options));
            var pictures = new CalibrationImages(new ScoredImages([0.1, 0.9], [false, true]), 0, []);
            Assert.Throws<ArgumentException>(() => ModelCalibrator.Choose(classifier, pictures, options));
        }
    }

    [Fact]
    public void PicturesWithoutEvidenceAreNoGroundForAThreshold()
    {
        string sharp = Directory.CreateDirectory(Path.Combine(_pictures.Images, "sharp")).FullName;
        for (int i = 0; i < 20; i++) _pictures.Folder.Add($"sharp/{i}.png", Images.Even((byte)(i * 12), 64, 48));
        for (int i = 0; i < 3; i++) _pictures.Folder.Add($"sharp/{i}.jpg", Images.Sharp(64, 48, i));
        using BlurClassifier classifier = BlurClassifier.Load(_model);
        string said = Assert.Throws<TrainingDataException>(() => CalibrationImages.FromSharpFolder(classifier, sharp)).Message;
        Assert.Contains(
            $"needs 8 images in focus that show something, and the folder '{sharp}' has 3: of 23 in focus 20 are indeterminate", said);
    }

    [Fact]
    public void BlurredPicturesWithoutEvidenceDoNotMakeAFewSharpOnesEnough()
    {
        Directory.CreateDirectory(Path.Combine(_pictures.Images, "mixed"));
        for (int i = 0; i < 5; i++) _pictures.Folder.Add($"mixed/{i}.jpg", Images.Sharp(64, 48, i));
        for (int i = 5; i < 11; i++) _pictures.Folder.Add($"mixed/{i}.png", Images.Even((byte)(i * 12), 64, 48));
        string labels = Path.Combine(_pictures.Images, "mixed", "labels.csv");
        File.WriteAllLines(labels, ["filename,label", .. Enumerable.Range(0, 11).Select(i => i < 5 ? $"{i}.jpg,1" : $"{i}.png,0")]);
        using BlurClassifier classifier = BlurClassifier.Load(_model);
        string said = Assert.Throws<TrainingDataException>(() =>
            CalibrationImages.FromLabels(classifier, Path.Combine(_pictures.Images, "mixed"), labels)).Message;
        Assert.Contains("needs 8 images in focus that show something", said);
        Assert.Contains("so are all of 6 blurred ones", said);
    }

    [Fact]
    public void NoThresholdFallsBelowTheFloor()
    {
        var pictures = new ScoredImages(Enumerable.Range(0, 100).Select(i => i / 1e5), Enumerable.Repeat(false, 100));
        OperatingPoints points = OperatingPoints.Choose(pictures);
        Assert.All([points.Low, points.Medium, points.High], point => Assert.Equal((0.05, true), (point.Threshold, point.AtFloor)));
        Assert.Equal(0, points.High.FalseAlarmRate);
        OperatingPoints without = OperatingPoints.Choose(pictures, new CalibrationOptions { LeastThreshold = 0 });
        // Half-way from the 85 % quantile, 0.00084, to 0.5 in log-odds.
        Assert.InRange(without.Medium.Threshold, 0.028, 0.029);
        Assert.False(without.Medium.AtFloor);
    }

    [Fact]
    public void SharpPicturesOfLittleEvidenceLowerTheEvidenceThatIsAskedFor()
    {
        string sharp = Directory.CreateDirectory(Path.Combine(_pictures.Images, "sharp")).FullName;
        // One small mark: the mean absolute Laplacian is contrast / 96, and the evidence its hyperbolic tangent, below the model's 0.3.
        for (int i = 0; i < 20; i++) _pictures.Folder.Add($"sharp/{i}.png", Mark(contrast: 28, at: 8 + 2 * i));
        _pictures.Folder.Add("sharp/even.png", Images.Even(120, 64, 48));
        using BlurClassifier before = BlurClassifier.Load(_model);
        CalibrationImages pictures = CalibrationImages.FromSharpFolder(before, sharp);
        Assert.Equal((21, 1), (pictures.IndeterminateBefore, pictures.Indeterminate));
        Assert.Equal(0.25, pictures.EvidenceThreshold); // as low as it goes; tanh(28 / 96) is 0.284
        CalibrationResult result = ModelCalibrator.Choose(before, pictures);
        Assert.Equal((0.3, 0.0), (result.EvidenceBefore, result.Before.FalseAlarmRate));
        string path = Path.Combine(_pictures.Images, "evident.onnx");
        ModelCalibrator.Write(_model, result.Points, path, result.EvidenceThreshold);

        using BlurClassifier after = BlurClassifier.Load(path);
        Assert.Equal(BlurVerdict.Indeterminate, before.Classify(Path.Combine(sharp, "3.png")).Verdict);
        Assert.Equal(BlurVerdict.Focus, after.Classify(Path.Combine(sharp, "3.png")).Verdict);
        Assert.Equal(BlurVerdict.Indeterminate, after.Classify(Path.Combine(sharp, "even.png")).Verdict);
    }

    [Fact]
    public void TheEvidenceThatIsAskedForIsThatOfThePoorestPictureThatShowsSomething()
    {
        EvaluatedImage Sharp(int i, double evidence, IndeterminateReason reason) => new()
        {
            FileName = $"{i}.jpg", ContentHash = $"{i}", Label = ImageLabel.Focus,
            Verdict = BlurVerdict.Indeterminate, Probability = 0.4, Evidence = evidence, Reason = reason, Width = 64, Height = 48,
        };
        EvaluatedImage[] some = [.. Enumerable.Range(0, 20).Select(i => Sharp(i, 0.5, IndeterminateReason.TooLittleDetail))];
        EvaluatedImage[] nothing = [.. Enumerable.Range(20, 20).Select(i => Sharp(i, 0.4, (IndeterminateReason)(i % 4 + 1)))];
        CalibrationImages pictures = CalibrationImages.FromResults([.. some, .. nothing], evidenceThreshold: 0.6);
        Assert.Equal(0.3, pictures.EvidenceThreshold!.Value, 12);
        Assert.Equal((40, 20), (pictures.IndeterminateBefore, pictures.Indeterminate));
        Assert.Throws<TrainingDataException>(() => CalibrationImages.FromResults(nothing, evidenceThreshold: 0.6));
    }

    [Fact]
    public void PicturesOfMuchEvidenceLeaveTheEvidenceThatIsAskedForAsItIs()
    {
        using BlurClassifier classifier = BlurClassifier.Load(_model);
        CalibrationImages pictures = CalibrationImages.FromLabels(classifier, _pictures.Images, _pictures.Labels);
        Assert.Equal((0.3, 0, 0), (pictures.EvidenceThreshold, pictures.Indeterminate, pictures.IndeterminateBefore));
    }

    private static byte[] Mark(byte contrast, int at)
    {
        using SKBitmap bitmap = RenderedImages.Flat(64, 48, new SKColor(128, 128, 128));
        byte tone = (byte)(128 + contrast);
        for (int i = 0; i < 16; i++) bitmap.SetPixel(at + i % 4, 20 + i / 4, new SKColor(tone, tone, tone));
        return RenderedImages.Encode(bitmap, SKEncodedImageFormat.Png);
    }

    [SkippableFact]
    public void AFolderInsideThatCannotBeOpenedIsLeftOut()
    {
        string sharp = Directory.CreateDirectory(Path.Combine(_pictures.Images, "sharp")).FullName;
        for (int i = 0; i < 8; i++) _pictures.Folder.Add($"sharp/{i}.jpg", Images.Sharp(64, 48, i));
        using var locked = new LockedFolder(Directory.CreateDirectory(Path.Combine(sharp, "locked")).FullName);
        Skip.IfNot(locked.IsLocked, "Whoever runs this may open every folder.");
        using BlurClassifier classifier = BlurClassifier.Load(_model);
        Assert.Equal(8, CalibrationImages.FromSharpFolder(classifier, sharp).Scores.Count);
    }
}
