using System.Text.Json;
using BlurDetection.Evaluation.Files;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training;

public sealed partial record TrainingRecipe
{
    /// <summary>Reads a recipe's JSON, in snake case as layer lists are; what is left out has its default. <see cref="Validate"/>
    /// checks it.</summary>
    /// <param name="json">As <see cref="ToJson"/> gives it.</param>
    /// <exception cref="ArgumentException">It is not JSON, has an unknown property, or its layers make no network.</exception>
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
    /// <exception cref="ArgumentException">As <see cref="Read"/>, or it is not a regular file or a larger one; the message names
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

    /// <summary>Writes the recipe as JSON, for people and for <see cref="Read"/>.</summary>
    /// <exception cref="ArgumentException">An augmentation of another library cannot be written.</exception>
    public string ToJson()
    {
        try
        {
            return JsonSerializer.Serialize(this, NetworkJson.Indented);
        }
        catch (NotSupportedException e)
        {
            throw new InvalidRecipeException($"The recipe '{Name}' cannot be written as JSON: {e.Message}", e);
        }
    }
}
