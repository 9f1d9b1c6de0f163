using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;
using BlurDetection.Imaging;

namespace BlurDetection.Evaluation;

/// <summary>Measures a model's blur map against masks: NAME.png (white = blurred) for each image NAME.jpg.</summary>
internal static class MaskEvaluator
{
    /// <summary>Classifies every image that has a mask and pools the pixels.</summary>
    public static IReadOnlyList<MapFigures> Evaluate(IBlurClassifier classifier, string imagesFolder, string masksFolder,
        EvaluationOptions? options = null, IProgress<int>? progress = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(classifier);
        options ??= new EvaluationOptions();
        OptionsValidation.Require(options);
        foreach (string folder in new[] { imagesFolder, masksFolder })
            if (!Directory.Exists(folder)) throw new DirectoryNotFoundException($"There is no folder '{folder}'.");
        string[] images = [.. Directory.EnumerateFiles(imagesFolder)
            .Where(path => ImageFiles.IsImage(path) && File.Exists(MaskOf(path, masksFolder)))
            .Order(StringComparer.Ordinal)];
        if (images.Length == 0)
            throw new TrainingDataException($"No image in '{imagesFolder}' has a mask NAME.png in '{masksFolder}'.");

        int done = 0;
        var pools = new MaskPool[images.Length];
        ImageLoop.Run(images.Length,
            new ParallelOptions { MaxDegreeOfParallelism = options.Parallelism, CancellationToken = cancellationToken }, i =>
        {
            pools[i] = MaskPool.Of(classifier, images[i], MaskOf(images[i], masksFolder), options.Decoder);
            progress?.Report(Interlocked.Increment(ref done));
        });

        var kinds = images.Select(Kind).Zip(pools).GroupBy(pair => pair.First, pair => pair.Second)
            .OrderBy(g => g.Key, StringComparer.Ordinal).ToList();
        IEnumerable<MapFigures> each = kinds.Count < 2 ? [] : kinds.Select(g => MaskPool.Figures(g.Key, [.. g]));
        return [MaskPool.Figures("all", pools), .. each];
    }

    private static string MaskOf(string image, string masksFolder) =>
        Path.Combine(masksFolder, Path.GetFileNameWithoutExtension(image) + ".png");

    private static string Kind(string image)
    {
        string name = Path.GetFileNameWithoutExtension(image);
        string letters = new([.. name.TakeWhile(c => !char.IsAsciiDigit(c))]);
        return letters.TrimEnd('_', '-', ' ') is { Length: > 0 } kind ? kind : "other";
    }
}
