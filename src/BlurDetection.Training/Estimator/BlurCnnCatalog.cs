using BlurDetection;
using BlurDetection.Training;
using BlurDetection.Training.Estimator;

namespace Microsoft.ML;

/// <summary>Adds the blur CNN to ML.NET's binary classification trainers.</summary>
public static class BlurCnnCatalog
{
    /// <summary>Trains a convolutional network that tells blurred images from sharp ones, as a recipe says: by default
    /// as the original notebook did.</summary>
    /// <param name="trainers">The trainers of an <see cref="MLContext"/>.</param>
    /// <param name="labelColumnName">The column of truths: bool, true = blurry.</param>
    /// <param name="inputColumnName">The column of images: text (paths) or images.</param>
    /// <param name="recipe">Network, preprocessing, augmentation, schedule; default <see cref="TrainingRecipe.Notebook"/>.</param>
    /// <param name="epochs">Passes over the training images, at least 1; default the recipe's (100 for the notebook).</param>
    /// <exception cref="ArgumentException">A value is out of its range, or parts of the recipe do not fit each other.</exception>
    public static BlurCnnEstimator BlurCnn(
        this BinaryClassificationCatalog.BinaryClassificationTrainers trainers,
        string labelColumnName = "Label",
        string inputColumnName = "ImagePath",
        TrainingRecipe? recipe = null,
        int? epochs = null)
    {
        recipe ??= TrainingRecipe.Notebook;
        if (epochs is { } given) recipe = recipe with { Schedule = recipe.Schedule with { Epochs = given } };
        return trainers
            .BlurCnn(new BlurCnnOptions { LabelColumnName = labelColumnName, InputColumnName = inputColumnName, Recipe = recipe });
    }

    /// <summary>Trains a convolutional network that tells blurred images from sharp ones.</summary>
    /// <param name="trainers">The trainers of an <see cref="MLContext"/>.</param>
    /// <param name="options">What to train, and how.</param>
    /// <exception cref="ArgumentException">An option is out of its range, or parts of the recipe do not fit each other.</exception>
    /// <exception cref="FileNotFoundException">The model to fine-tune is missing.</exception>
    /// <exception cref="InvalidModelException">The model to fine-tune cannot be read.</exception>
    public static BlurCnnEstimator BlurCnn(this BinaryClassificationCatalog.BinaryClassificationTrainers trainers, BlurCnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        return new BlurCnnEstimator(MLEnvironment.Of(trainers), options);
    }
}
