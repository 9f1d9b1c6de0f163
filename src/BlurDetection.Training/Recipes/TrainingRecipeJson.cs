using System.Text.Json;
using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training;

/// <summary>Training recipes as JSON, in snake case as layer lists are; what is left out has its default.</summary>
public static class TrainingRecipeJson
{
    /// <summary>Writes a recipe, for people and for <see cref="Read"/>.</summary>
    /// <param name="recipe">Its augmentations must be this library's.</param>
    /// <exception cref="InvalidRecipeException">An augmentation of another library cannot be written.</exception>
    public static string Write(TrainingRecipe recipe)
    {
        ArgumentNullException.ThrowIfNull(recipe);
        try
        {
            return JsonSerializer.Serialize(recipe, NetworkJson.Indented);
        }
        catch (NotSupportedException e)
        {
            throw new InvalidRecipeException($"The recipe '{recipe.Name}' cannot be written as JSON: {e.Message}", e);
        }
    }

    /// <summary>Reads a recipe; <see cref="TrainingRecipe.Validate"/> checks it.</summary>
    /// <param name="json">As <see cref="Write"/> gives it.</param>
    /// <exception cref="InvalidRecipeException">It is not JSON, has an unknown property, or its layers make no network.</exception>
    public static TrainingRecipe Read(string json)
    {
        ArgumentNullException.ThrowIfNull(json);
        try
        {
            return JsonSerializer.Deserialize<TrainingRecipe>(NetworkJson.Current(json), NetworkJson.Options)
                ?? throw new InvalidRecipeException("The JSON is null; a recipe was expected.");
        }
        catch (Exception e) when (e is JsonException or NotSupportedException or InvalidNetworkException)
        {
            throw new InvalidRecipeException($"The recipe's JSON cannot be read: {e.Message}", e);
        }
    }

    /// <summary>Reads a recipe from a file.</summary>
    /// <param name="path">A JSON file of at most 64 MiB.</param>
    /// <exception cref="InvalidRecipeException">As <see cref="Read"/>, or it is no regular file or a larger one; the message names
    /// the file.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    public static TrainingRecipe ReadFile(string path)
    {
        string json = DocumentFile.ReadText(path, message => new InvalidRecipeException(message));
        try
        {
            return Read(json);
        }
        catch (InvalidRecipeException e)
        {
            throw new InvalidRecipeException($"{path}: {e.Message}", e);
        }
    }
}
