using System.Diagnostics;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Models;
using BlurDetection.Imaging;
using BlurDetection.Models;
using BlurDetection.Training.Export;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Quantization;

/// <summary>Makes a smaller and faster copy of a model that was trained, see <see cref="PostTrainingQuantization"/>; its threshold and all
/// else that it says of itself stay.</summary>
public static class ModelQuantizer
{
    /// <summary>How many images of a folder are used where nothing else is said: more change the ranges little.</summary>
    public const int DefaultImages = 300;

    /// <summary>Quantises a model on a folder of images, sub-folders included but for those that may not be opened.</summary>
    /// <param name="modelPath">An .onnx or .zip of this library.</param>
    /// <param name="imagesFolder">Images of the kind that it classifies, sharp and blurred; no labels are needed.</param>
    /// <param name="path">The file to write: an ML.NET zip where it ends in ".zip", ONNX otherwise.</param>
    /// <param name="mostImages">Of more images so many are used, evenly over the folder; at least 1. Default 300.</param>
    /// <param name="followLinks">Whether links to folders are followed; default <see langword="false"/>.</param>
    /// <param name="progress">Told how many images are done. Each is read twice, and half done after the first time.</param>
    /// <param name="cancellationToken">Stops the work; nothing is written then.</param>
    /// <exception cref="FileNotFoundException">There is no such model.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="TrainingDataException">The folder holds no image that can be read.</exception>
    /// <exception cref="InvalidModelException">The file is not a model of this library, or has no layer list.</exception>
    /// <exception cref="InvalidNetworkException">The model is quantised already, as the embedded one is, or has no
    /// convolution that would gain.</exception>
    /// <exception cref="IOException">The file cannot be written.</exception>
    public static QuantizationResult Write(string modelPath, string imagesFolder, string path, int mostImages = DefaultImages,
        bool followLinks = false, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(modelPath);
        ArgumentException.ThrowIfNullOrEmpty(imagesFolder);
        ArgumentException.ThrowIfNullOrEmpty(path);
        ArgumentOutOfRangeException.ThrowIfLessThan(mostImages, 1);
        byte[] before = ModelFiles.Read(modelPath);
        if (!Directory.Exists(imagesFolder)) throw new DirectoryNotFoundException($"There is no folder of images '{imagesFolder}'.");
        using var model = ModelLoader.Load(before, threads: 1, modelPath, map: false);
        var images = new FolderImages(imagesFolder, mostImages, model.Info.Preprocessing, progress, followLinks, cancellationToken);
        byte[] after = Quantize(before, model.Info.Preprocessing, images, out int convolutions);
        using var quantized = ModelLoader.Load(after, threads: 1, path, map: false);
        var changes = images.Read().Select(image => new Change(Predict(model, image), Predict(quantized, image))).ToArray();
        ModelFiles.Write(path, after);
        double threshold = model.Info.Threshold;
        return new QuantizationResult(changes.Length, convolutions, before.Length, after.Length,
            Median(changes.Select(change => change.Before.Milliseconds)), Median(changes.Select(change => change.After.Milliseconds)),
            changes.Count(change => change.Before.Probability >= threshold != change.After.Probability >= threshold),
            changes.Average(change => Math.Abs(change.Before.Probability - change.After.Probability)), images.Problems);
    }

    private static byte[] Quantize(byte[] onnx, Preprocessing preprocessing, FolderImages images, out int convolutions)
    {
        using var trained = OnnxImporter.Load(onnx);
        using var quantized = PostTrainingQuantization.Apply(trained, images.Read());
        convolutions = quantized.Network.Layers.Count(layer => layer is Conv2D { KernelBits: not null });
        var metadata = OnnxMetadata.Read(onnx);
        byte[] written =
            OnnxExporter.Export(quantized, new ModelDescription { Name = quantized.Network.Name, Preprocessing = preprocessing });
        return OnnxMetadata.Change(written,
            metadata.Where(entry => entry.Key != ModelMetadataKeys.Layers).ToDictionary(entry => entry.Key, entry => (string?)entry.Value));
    }

    private static Classification Predict(BlurModel model, PlanarImage image)
    {
        using var lease = model.Acquire();
        long start = Stopwatch.GetTimestamp();
        var output = model.Run(lease, image, map: false);
        return new Classification(output.Probability, Stopwatch.GetElapsedTime(start).TotalMilliseconds);
    }

    private static double Median(IEnumerable<double> values)
    {
        double[] sorted = [.. values.Order()];
        return sorted[sorted.Length / 2];
    }

    private readonly record struct Classification(float Probability, double Milliseconds);

    private readonly record struct Change(Classification Before, Classification After);
}
