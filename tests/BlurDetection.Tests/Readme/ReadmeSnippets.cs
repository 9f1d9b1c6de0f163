using BlurDetection;
using BlurDetection.Evaluation;
using BlurDetection.Evaluation.Calibration;
using BlurDetection.Evaluation.Reporting;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Pipeline;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Scenes;
using BlurDetection.Training.Estimator;
using BlurDetection.Video;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Tests.Readme;

/// <summary>The README's code, so that it cannot rot: <see cref="ReadmeTests"/> finds each line of it here.</summary>
internal static class ReadmeSnippets
{
    public static void Opening()
    {
        using var classifier = BlurClassifier.CreateDefault();
        BlurPrediction prediction = classifier.Classify("samples/images/street-shaken.jpg");
        Console.WriteLine($"{prediction.Verdict}, {prediction.Probability:P0}");   // Blurred, 99%
    }

    public static void OpeningOfThePackage()
    {
        using var classifier = BlurClassifier.CreateDefault();
        BlurPrediction prediction = classifier.Classify("photo.jpg");
        Console.WriteLine($"{prediction.Verdict}, probability of blur {prediction.Probability:0.00}");
    }

    public static void OpeningOfEvaluation()
    {
        using var classifier = BlurClassifier.CreateDefault();
        EvaluationReport report = Evaluator.Evaluate(classifier, "Images", "metadata.csv"); // filename,label: 0 = blur, 1 = focus
        Console.WriteLine($"ROC AUC {report.All.RocAuc.Value:0.000}, {report.Results.Count} images");
        EvaluationReportWriter.Write([report], "Images", "report.html");

        CalibrationPictures pictures = CalibrationPictures.FromLabels(classifier, "Images", "metadata.csv");
        CalibrationResult calibrated = ModelCalibrator.Choose(classifier, pictures);
        ModelCalibrator.Write(null, calibrated.Points, "mine.zip"); // BlurClassifier.Load("mine.zip")
    }

    public static void OpeningOfSynthesis()
    {
        using DecodedImage sharp = ImageDecoder.DecodeFile("sharp.jpg", Preprocessing.Canonical);
        var synthesizer = new BlurSynthesizer();
        SynthesizedPicture made = synthesizer.Synthesize(
            (width, height) => SceneSampler.Sample(new Random(1), sharp.Pixels, width, height),
            width: 640, height: 480, seed: 1, SynthesisRecipe.CameraShake, visibleWidth: 12);
        Console.WriteLine($"{made.Kind}, probability that a person calls it blurred {made.BlurTarget:0.00}");
    }

    public static void OpeningOfTraining(IDataView table)
    {
        var context = new MLContext(seed: 42);
        ITransformer model = context.BinaryClassification.Trainers.BlurCnn(epochs: 30).Fit(table); // columns ImagePath (text) and Label (bool, true = blurry)
        context.Model.Save(model, null, "blur.zip"); // BlurClassifier.Load("blur.zip") reads it too
    }

    public static async Task Many(IBlurClassifier classifier)
    {
        await foreach (ClassificationResult result in classifier.ClassifyManyAsync(Directory.EnumerateFiles("photos").Select(ImageSource.FromFile)))
            Console.WriteLine(result.Succeeded ? $"{result.Source.Name}: {result.Prediction.Verdict}" : result.Error.Message);
    }

    public static int MlNet()
    {
        var ml = new MLContext();
        var pictures = ml.Data.LoadFromEnumerable(Directory.GetFiles("photos", "*.jpg").Select(path => new { ImagePath = path }));
        var model = ml.Transforms.DetectBlur("IsBlurry", "ImagePath").Fit(pictures);
        var judged = model.Transform(pictures);
        var sharp = judged.GetColumn<bool>("IsBlurry").Count(blurry => !blurry);
        return sharp;
    }

    public static void Foreign()
    {
        using var theirs = BlurClassifier.Load("theirs.onnx", new OnnxModelOptions { Layout = TensorLayout.Nhwc, Scale = 1 / 255.0, BlurIndex = 0 });
    }

    public static void Service((IServiceCollection Services, int _) builder)
    {
        builder.Services.AddBlurDetection(options => options.Sensitivity = BlurSensitivity.High);   // then inject IBlurClassifier
    }

    public static void ConfiguredService((IServiceCollection Services, IConfiguration Configuration) builder)
    {
        var section = builder.Configuration.GetSection("BlurDetection");
        builder.Services.AddBlurDetection(options => section.Bind(options, binder => binder.ErrorOnUnknownConfiguration = true));
    }

    public static async Task OpeningOfVideo()
    {
        using var classifier = BlurClassifier.CreateDefault();
        var everySecond = new VideoReaderOptions { Sampling = FrameSampling.Every(TimeSpan.FromSeconds(1)) };
        await foreach (var frame in VideoFrameReader.ReadAsync("in.mp4", everySecond))
            using (frame)
                Console.WriteLine($"{frame.Timestamp}: {classifier.Classify(frame.Pixels).Verdict}");
    }
}
