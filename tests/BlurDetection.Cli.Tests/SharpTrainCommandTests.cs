using System.Text;
using BlurDetection.Synthesis;
using BlurDetection.Tests.Support;
using BlurDetection.Training;

namespace BlurDetection.Cli.Tests;

/// <summary><c>blur train --sharp</c>.</summary>
[Trait("Category", "Slow")]
public sealed class SharpTrainCommandTests
{
    [Fact]
    public async Task ConsoleTrainsOnSharpImagesAloneByARecipeThatItWrote()
    {
        using var folder = new ImageFolder();
        string sharp = Path.Combine(folder.Root, "sharp"), output = Path.Combine(folder.Root, "out");
        Directory.CreateDirectory(Path.Combine(sharp, "set"));
        for (int seed = 0; seed < 24; seed++) folder.Add($"sharp/set/{seed}.png", RenderedImages.Png(360, 280, seed));
        string recipe = folder.Add("recipe.json", Encoding.UTF8.GetBytes(Short().ToJson()));

        Blur.Result result = await Blur.RunAsync("train", "--sharp", sharp, "--recipe", recipe, "--out", output, "--threads", "1");

        Assert.Equal(0, result.Code);
        Assert.Contains("model.zip", result.Output);
        Assert.Equal(File.ReadAllText(recipe).Trim(), File.ReadAllText(Path.Combine(output, "recipe.json")).Trim());
    }

    [Fact]
    public async Task ConsoleWithoutLabelledOrSharpImagesSaysWhatToGive()
    {
        using var folder = new ImageFolder();

        Blur.Result result = await Blur.RunAsync("train", "--out", Path.Combine(folder.Root, "out"));

        Assert.Equal(2, result.Code);
        Assert.Contains("--sharp", result.Error);
    }

    private static TrainingRecipe Short() => TrainingRecipe.DefaultOnSharp with
    {
        Synthesis = new SynthesisSource
        {
            ImagesPerEpoch = 12,
            ValidationImages = 4,
            Sizes = [new(96, 64, 1), new(64, 96, 1)],
            RenderedShare = 0.5,
        },
        Schedule = TrainingRecipe.DefaultOnSharp.Schedule with { Epochs = 1, BatchSize = 4, Restarts = [] },
    };
}
