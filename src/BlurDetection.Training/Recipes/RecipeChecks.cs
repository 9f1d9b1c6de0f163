using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training;

/// <summary>Whether the parts of a recipe fit each other.</summary>
internal static class RecipeChecks
{
    /// <exception cref="ArgumentException">The preprocessing does not give what the network takes.</exception>
    public static void Require(TrainingRecipe recipe, Network network)
    {
        if (recipe.Losses.Keys.FirstOrDefault(output => output == Network.ProbabilitiesOutput
            || !network.Outputs.ContainsKey(output)) is { } unknown)
        {
            string reason = unknown == Network.ProbabilitiesOutput
                ? "always trained by cross-entropy" : $"no output of the network '{network.Name}'";
            throw new InvalidRecipeException($"The recipe has a loss for '{unknown}', which is {reason}. Outputs with a loss of their own: "
                + $"{string.Join(", ", network.Outputs.Keys.Where(output => output != Network.ProbabilitiesOutput))}.");
        }
        if (recipe is { SymmetricWeights: true, InitialModel: not null })
            throw new InvalidRecipeException(
                $"{nameof(TrainingRecipe.SymmetricWeights)} is for fresh weights: those of a model to fine-tune stay as they are.");
        if (recipe is { InitialWeights: not null, InitialModel: not null })
            throw new InvalidRecipeException($"{nameof(TrainingRecipe.InitialWeights)} is for a {nameof(TrainingRecipe.Network)}: " +
                $"{nameof(TrainingRecipe.InitialModel)} brings its own weights.");
        if (recipe.Schedule.Restarts.Zip(recipe.Schedule.Restarts.Skip(1).Append(recipe.Schedule.Epochs))
            .Any(pair => pair.First < 1 || pair.First >= pair.Second))
            throw new InvalidRecipeException(
                $"{nameof(TrainingSchedule.Restarts)} must rise, from 1 to below the {recipe.Schedule.Epochs} epochs.");
        if (recipe.Synthesis.Sizes.FirstOrDefault(size => size is not { Width: >= 32, Height: >= 32, Share: > 0 }) is { } bad)
            throw new InvalidRecipeException($"The size {bad.Width}x{bad.Height} with the share {bad.Share} cannot be synthesized: sides " +
                $"are at least 32, shares above 0.");
        if (recipe.Preprocessing is { } preprocessing && NetworkInput.For(preprocessing) is var given && given != network.Input)
            throw new InvalidRecipeException(
                $"The network '{network.Name}' takes {Describe(network.Input)}, but the recipe's preprocessing gives "
                + $"{Describe(given)}. Leave {nameof(TrainingRecipe.Preprocessing)} out, or choose another network.");
    }

    /// <exception cref="ArgumentException">An augmentation changes a size that the network has fixed.</exception>
    public static void RequireSize(TrainingRecipe recipe, Network network, Preprocessing preprocessing)
    {
        if (preprocessing is not { LongSide: null, Height: { } height, Width: { } width }) return;
        Check(recipe.Augmentation, nameof(TrainingRecipe.Augmentation));
        Check(recipe.ValidationAugmentation, nameof(TrainingRecipe.ValidationAugmentation));

        void Check(IImageAugmentation? augmentation, string property)
        {
            if (augmentation is null || augmentation.KeepsSize(height, width)) return;
            IImageAugmentation[] steps = augmentation is AugmentationPipeline pipeline ? [.. pipeline.Steps] : [augmentation];
            string names = string.Join(", ", steps.Where(step => !step.KeepsSize(height, width)).Select(step => step.GetType().Name));
            throw new InvalidRecipeException(
                $"The network '{network.Name}' takes images of {width}x{height} only, but {property} changes their size "
                + $"({names}). Use {nameof(AugmentationPipeline)}.{nameof(AugmentationPipeline.BlurSafeFixedSize)} or "
                + $"{nameof(AugmentationPipeline.Notebook)}, leave {names} out, or choose a network that takes any size.");
        }
    }

    private static string Describe(NetworkInput input) =>
        $"{(input.Channels == 1 ? "luma" : "RGB")} " +
            $"{(input is { Height: { } height, Width: { } width } ? $"of {width}x{height}" : "of any size")}";
}
