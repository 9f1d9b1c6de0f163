using BlurDetection.Training.Layers;
using Microsoft.ML;

namespace BlurDetection.Training.Estimator;

/// <summary>Adds the blur CNN to ML.NET's binary classification trainers.</summary>
public static class BlurCnnCatalog
{
    /// <summary>Trains a convolutional network that tells blurred pictures from sharp ones, with the notebook's network and settings.</summary>
    /// <param name="trainers">The trainers of an <see cref="MLContext"/>.</param>
    /// <param name="labelColumnName">The column of truths: bool, true = blurry.</param>
    /// <param name="inputColumnName">The column of pictures: text (paths) or images.</param>
    /// <param name="network">The network to train; the notebook's by default.</param>
    /// <param name="epochs">Passes over the training pictures, at least 1.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static BlurCnnEstimator BlurCnn(
        this BinaryClassificationCatalog.BinaryClassificationTrainers trainers,
        string labelColumnName = "Label",
        string inputColumnName = "ImagePath",
        Network? network = null,
        int epochs = 100)
    {
        var options = new BlurCnnOptions { LabelColumnName = labelColumnName, InputColumnName = inputColumnName, Fit = { Epochs = epochs } };
        if (network is not null) options.Network = network;
        return trainers.BlurCnn(options);
    }

    /// <summary>Trains a convolutional network that tells blurred pictures from sharp ones.</summary>
    /// <param name="trainers">The trainers of an <see cref="MLContext"/>.</param>
    /// <param name="options">What to train, and how.</param>
    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static BlurCnnEstimator BlurCnn(this BinaryClassificationCatalog.BinaryClassificationTrainers trainers, BlurCnnOptions options)
    {
        ArgumentNullException.ThrowIfNull(trainers);
        ArgumentNullException.ThrowIfNull(options);
        OptionsValidation.Require(options);
        return new BlurCnnEstimator(MLEnvironment.Of(trainers), options);
    }
}
