using BlurDetection.Imaging;
using BlurDetection.Tests.Support;
using BlurDetection.Training;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Estimator;
using BlurDetection.Training.Layers;
using Microsoft.ML;

namespace BlurDetection.Training.Tests.Recipes;

public sealed class TrainingRecipeTests
{
    private static readonly TrainingRecipe Cropped = TrainingRecipe.Notebook with { Augmentation = AugmentationPipeline.BlurSafe };

    public static TheoryData<string> PresetNames => [.. TrainingRecipe.Presets.Select(preset => preset.Name)];

    [Fact]
    public void TheRecipeOfTheEmbeddedModelReadsAndFitsTogether()
    {
        TrainingRecipe recipe = TrainingRecipe.ReadFile(Path.Combine(Repository.Root, "eng", "default-2026.13.recipe.json"));
        recipe.Validate();
        Assert.True(File.Exists(Path.Combine(Repository.Root, recipe.InitialWeights!)));
        Assert.Equal(NetworkJson.Write(TrainingRecipe.DefaultOnSharp.Network!), NetworkJson.Write(recipe.Network!));
    }

    [Fact]
    public void WeightsToBeginWithAreForANetworkAndNotForAModelThatBringsItsOwn()
    {
        TrainingRecipe recipe = TrainingRecipe.FineTuning() with { InitialWeights = "default" };
        Assert.Contains(nameof(TrainingRecipe.InitialWeights), Assert.Throws<InvalidRecipeException>(recipe.Validate).Message);
    }

    [Theory]
    [MemberData(nameof(PresetNames))]
    public void PresetFitsTogetherAndComesBackFromItsJson(string name)
    {
        TrainingRecipe preset = TrainingRecipe.Find(name.ToUpperInvariant());
        preset.Validate();
        string json = preset.ToJson();
        TrainingRecipe read = TrainingRecipe.Read(json);
        read.Validate();
        Assert.Equal(json, read.ToJson());
        Assert.Equal((preset.Preprocessing, preset.Schedule with { Restarts = [] }, preset.Seed),
            (read.Preprocessing, read.Schedule with { Restarts = [] }, read.Seed));
        Assert.Equal(preset.Schedule.Restarts, read.Schedule.Restarts);
        Assert.Equal(preset.Losses.Keys.Order(), read.Losses.Keys.Order());
        if (preset.Augmentation is null) return;
        var image = new PlanarImage(1, 40, 40, [.. Enumerable.Range(0, 1600).Select(i => i % 256f)]);
        Assert.Equal(preset.Augmentation.Apply(image, new Random(5)).Pixels.ToArray(),
            read.Augmentation!.Apply(image, new Random(5)).Pixels.ToArray());
    }

    [Fact]
    public void NotebookAugmentationKeepsTheSizeThatItsNetworkTakes()
    {
        var image = new PlanarImage(3, 128, 128, new float[3 * 128 * 128]);
        for (int seed = 0; seed < 20; seed++)
        {
            PlanarImage shown = TrainingRecipe.Notebook.Augmentation!.Apply(image, new Random(seed));
            Assert.Equal((3, 128, 128), (shown.Channels, shown.Height, shown.Width));
        }
    }

    [Fact]
    public void EveryAugmentationKeepsTheSizesThatItSaysItKeeps()
    {
        IImageAugmentation[] all =
        [
            AugmentationPipeline.BlurSafe, AugmentationPipeline.BlurSafeFixedSize, AugmentationPipeline.Notebook, new ExactOrientation(),
            new ScaleKeepingCrop { Probability = 1 }, new ScaleKeepingCrop { KeepFrom = 1, Probability = 1 },
        ];
        foreach (IImageAugmentation augmentation in all)
            foreach ((int height, int width) in new[] { (24, 24), (24, 40) })
            {
                var image = new PlanarImage(1, height, width, new float[height * width]);
                bool kept = Enumerable.Range(0, 40).Select(seed => augmentation.Apply(image, new Random(seed)))
                    .All(i => i.Height == height && i.Width == width);
                Assert.Equal(kept, augmentation.KeepsSize(height, width));
            }
    }

    [Fact]
    public void SizeChangingAugmentationOfAFixedSizeNetworkIsRefusedBeforeAnyWorkAtEveryDoor()
    {
        using var pictures = new LabelledImages(scenes: 4);
        var options = new BlurTrainingOptions
        {
            ImagesFolder = "nowhere",
            LabelsPath = "nowhere",
            OutputFolder = pictures.Out,
            Recipe = Cropped,
        };
        InvalidRecipeException[] errors =
        [
            Assert.Throws<InvalidRecipeException>(Cropped.Validate),
            Assert.Throws<InvalidRecipeException>(() => BlurTrainer.Train(options)),
            Assert.Throws<InvalidRecipeException>(() => new MLContext().BinaryClassification.Trainers.BlurCnn(recipe: Cropped)),
            Assert.Throws<InvalidRecipeException>(
                (Cropped with { Augmentation = null, ValidationAugmentation = new ScaleKeepingCrop() }).Validate),
        ];
        Assert.All(errors, error => Assert.Contains("ScaleKeepingCrop", error.Message));
        Assert.Contains("BlurSafeFixedSize", errors[0].Message);
        Assert.False(Directory.Exists(pictures.Out));
    }

    [Fact]
    public void PreprocessingThatDoesNotFitAndNumbersOutOfRangeAreNamed()
    {
        TrainingRecipe notebook = TrainingRecipe.Notebook;
        Assert.Contains("128x128",
            Assert.Throws<InvalidRecipeException>((notebook with { Preprocessing = Preprocessing.Default }).Validate).Message);
        Assert.Contains("Epochs",
            Assert.Throws<InvalidRecipeException>((notebook with { Schedule = new() { Epochs = 0 } }).Validate).Message);
        Assert.Contains("InitialModel", Assert.Throws<InvalidRecipeException>((notebook with { Network = null }).Validate).Message);
        Assert.Contains("notebook, default", Assert.Throws<InvalidRecipeException>(() => TrainingRecipe.Find("resnet")).Message);
    }

    [Fact]
    public void RecipeForAnyNetworkAndForFineTuningFitsItsInput()
    {
        static Network Network(NetworkInput input) =>
            new("net", input, [new GlobalAveragePooling2D(), new Dense(2) { Activation = ActivationFunction.Softmax }]);

        foreach (var input in new[] { new NetworkInput(1), new NetworkInput(3, 48, 64), new NetworkInput(3, 32, 32) })
            TrainingRecipe.For(Network(input)).Validate();
        TrainingRecipe tuning = TrainingRecipe.FineTuning();
        tuning.Validate();
        Assert.Equal((TrainingRecipe.EmbeddedModel, 20), (tuning.InitialModel, tuning.Schedule.Epochs));
    }

    [Theory]
    [InlineData("{\"name\": \"a\", \"epoch\": 3}", "epoch")]
    [InlineData("{\"name\": \"a\", \"network\": {\"name\": \"n\", \"input\": {\"channels\": 1}, \"layers\": []}}", "layer")]
    [InlineData("{\"seed\": 1}", "name")]
    [InlineData("nonsense", "JSON")]
    public void JsonThatMakesNoRecipeIsATypedErrorThatNamesWhatIsWrong(string json, string named)
    {
        using var folder = new ImageFolder();
        string path = folder.Add("recipe.json", System.Text.Encoding.UTF8.GetBytes(json));
        string message = Assert.Throws<InvalidRecipeException>(() => TrainingRecipe.ReadFile(path)).Message;
        Assert.Contains(named, message);
        Assert.Contains("recipe.json", message);
    }

    [Fact]
    public void AugmentationOfAnotherLibraryTrainsButHasNoJson()
    {
        TrainingRecipe recipe = TrainingRecipe.Notebook with { Augmentation = new AugmentationPipeline(new Unchanged()) };
        recipe.Validate();
        Assert.Contains("Unchanged", Assert.Throws<InvalidRecipeException>(() => recipe.ToJson()).Message);
    }

    private sealed class Unchanged : IImageAugmentation
    {
        public PlanarImage Apply(PlanarImage image, Random random) => image;

        public bool KeepsSize(int height, int width) => true;
    }
}
