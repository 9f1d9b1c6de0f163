using BlurDetection.Imaging;
using BlurDetection.Training.Augmentation;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training;

/// <summary>Whether the parts of a recipe fit each other.</summary>
internal static class RecipeChecks
{
    /// <exception cref="InvalidRecipeException">The preprocessing does not give what the network takes.</exception>
    public static void Require(TrainingRecipe recipe, Network network)
    {
        if (recipe.Preprocessing is { } preprocessing && NetworkInput.For(preprocessing) is var given && given != network.Input)
            throw new InvalidRecipeException($"The network '{network.Name}' takes {Describe(network.Input)}, but the recipe's preprocessing gives "
                + $"{Describe(given)}. Leave {nameof(TrainingRecipe.Preprocessing)} out, or choose another network.");
    }

    /// <exception cref="InvalidRecipeException">An augmentation changes a size that the network has fixed.</exception>
    public static void RequireSize(TrainingRecipe recipe, Network network, Preprocessing preprocessing)
    {
        if (preprocessing is not { LongSide: null, Height: { } height, Width: { } width }) return;
        Check(recipe.Augmentation, nameof(TrainingRecipe.Augmentation));
        Check(recipe.ValidationAugmentation, nameof(TrainingRecipe.ValidationAugmentation));

        void Check(IPictureAugmentation? augmentation, string property)
        {
            if (augmentation is null || augmentation.KeepsSize(height, width)) return;
            IPictureAugmentation[] steps = augmentation is AugmentationPipeline pipeline ? [.. pipeline.Steps] : [augmentation];
            string names = string.Join(", ", steps.Where(step => !step.KeepsSize(height, width)).Select(step => step.GetType().Name));
            throw new InvalidRecipeException($"The network '{network.Name}' takes images of {width}x{height} only, but {property} changes their size "
                + $"({names}). Use {nameof(AugmentationPipeline)}.{nameof(AugmentationPipeline.BlurSafeFixedSize)} or "
                + $"{nameof(AugmentationPipeline.Notebook)}, leave {names} out, or choose a network that takes any size.");
        }
    }

    private static string Describe(NetworkInput input) =>
        $"{(input.Channels == 1 ? "luma" : "RGB")} {(input is { Height: { } height, Width: { } width } ? $"of {width}x{height}" : "of any size")}";
}
