namespace BlurDetection.Training.Fitting;

/// <summary>Images to learn from, one at a time and in any order. The trainer shuffles, batches and fetches ahead on
/// several threads.</summary>
/// <remarks>Implementations must be thread-safe, and must give the same sample for the same index and seed, so that a run
/// can be repeated and resumed.</remarks>
public interface ITrainingData
{
    /// <summary>Samples in an epoch, at least 1.</summary>
    int Count { get; }

    /// <summary>Decodes, and where this is training data augments, one sample.</summary>
    /// <param name="index">From 0 to below <see cref="Count"/>.</param>
    /// <param name="seed">All chance in this sample comes from it. Differs by sample, epoch and run; the same for
    /// validation in every epoch.</param>
    /// <exception cref="UnsupportedImageException">The image cannot be read; training stops with it, so leave such
    /// images out beforehand.</exception>
    TrainingSample Load(int index, int seed);
}
