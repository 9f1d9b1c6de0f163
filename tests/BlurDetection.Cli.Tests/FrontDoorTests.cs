using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Estimator;
using BlurDetection.Training.Layers;
using Microsoft.ML;
using Microsoft.ML.Data;

namespace BlurDetection.Cli.Tests;

/// <summary>The library's trainer, ML.NET's and the console's, each as its documentation shows it.</summary>
public sealed class FrontDoorTests
{
    private sealed class Row
    {
        public string ImagePath { get; set; } = "";

        public bool Label { get; set; }
    }

    private static IDataView Table(MLContext context, LabelledImages pictures) => context.Data.LoadFromEnumerable(
        Enumerable.Range(0, 12)
            .Select(i => new Row { ImagePath = Path.Combine(pictures.Images, $"{i}.jpg"), Label = i % 2 == 0 }).ToList());

    [Fact]
    public void MlNetTrainerWithDefaultsFitsSavesAndPredicts()
    {
        using var pictures = new LabelledImages();
        var context = new MLContext(seed: 1);
        IDataView table = Table(context, pictures);
        ITransformer model = context.BinaryClassification.Trainers.BlurCnn(epochs: 1).Fit(table);
        string zip = Path.Combine(pictures.Images, "blur.zip");
        context.Model.Save(model, null, zip);
        using var classifier = BlurClassifier.Load(zip);
        Assert.Equal("notebook", classifier.Model.Name);
        float predicted = context.Model.Load(zip, out _).Transform(table).GetColumn<float>("Probability").First();
        Assert.Equal(predicted, classifier.Classify(Path.Combine(pictures.Images, "0.jpg")).Probability, 1e-4); // two ways to run one graph
    }

    [Fact]
    public void MlNetTrainerWithDefaultsCrossValidates()
    {
        using var pictures = new LabelledImages();
        var context = new MLContext(seed: 1);
        var options = new BlurCnnOptions { ValidationFraction = 0 };
        options.Recipe = options.Recipe with { Schedule = options.Recipe.Schedule with { Epochs = 1 } };
        var folds = context.BinaryClassification.CrossValidate(
            Table(context, pictures), context.BinaryClassification.Trainers.BlurCnn(options), numberOfFolds: 2);
        Assert.All(folds, fold => Assert.InRange(fold.Metrics.Accuracy, 0, 1));
    }

    [Fact]
    public void AllDoorsHaveTheSameDefault() =>
        Assert.All([new BlurCnnOptions().Recipe, new BlurTrainingOptions { ImagesFolder = "", LabelsPath = "", OutputFolder = "" }.Recipe],
            recipe => Assert.Same(TrainingRecipe.Notebook, recipe));

    [Fact]
    public async Task ConsoleTrainsByTheRecipeThatAnEarlierRunWrote()
    {
        using var pictures = new LabelledImages();
        string[] data =
            ["train", "--images", pictures.Images, "--labels", pictures.Labels, "--validation", "0.34", "--threads", "1", "--quiet"];
        string again = pictures.Out + "-again";
        var first = await Blur.RunAsync([.. data, "--layers", pictures.Layers, "--epochs", "2", "--out", pictures.Out]);
        string written = Path.Combine(pictures.Out, "recipe.json");
        var second = await Blur.RunAsync([.. data, "--recipe", written, "--out", again]);
        Assert.Equal((0, 0), (first.Code, second.Code));
        TrainingRecipe expected = TrainingRecipe.For(NetworkJson.ReadFile(pictures.Layers));
        Assert.Equal((expected with { Schedule = expected.Schedule with { Epochs = 2 } }).ToJson(),
            File.ReadAllText(written));
        Assert.Equal(File.ReadAllBytes(Path.Combine(pictures.Out, "model.onnx")), File.ReadAllBytes(Path.Combine(again, "model.onnx")));
    }

    [Theory]
    [InlineData("--preset", "resnet", "notebook, default")]
    [InlineData("--from", "nowhere.zip", "nowhere.zip")]
    [InlineData("--recipe", "nowhere.json", "nowhere.json")]
    public async Task ConsoleNamesARecipeThatIsNotThereInOneLine(string option, string value, string named)
    {
        using var pictures = new LabelledImages(scenes: 4);
        var run = await Blur.RunAsync("train", "--images", pictures.Images, "--labels", pictures.Labels, "--out", pictures.Out,
            option, value);
        Assert.Equal(2, run.Code);
        Assert.Contains(named, Assert.Single(run.Error.Trim().Split('\n')));
    }
}
