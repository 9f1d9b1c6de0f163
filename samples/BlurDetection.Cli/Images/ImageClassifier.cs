using System.Runtime.CompilerServices;

namespace BlurDetection.Cli.Images;

/// <summary>Classifies many images at a time and gives the results in order, each with the time that the work took.</summary>
internal sealed class ImageClassifier(IBlurClassifier classifier, bool allPages = false)
{
    public async IAsyncEnumerable<Classification> PredictAsync(
        IEnumerable<ImageInput> sources, int parallelism, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (ClassificationResult result in classifier.ClassifyManyAsync(sources.Select(Image), parallelism, cancellationToken))
        {
            int pages = allPages ? result.Prediction?.Image.PageCount ?? 1 : 1;
            if (pages == 1) yield return ToClassification(result, result.Source.Name);
            else
                for (int page = 0; page < pages; page++)
                {
                    int wanted = page;
                    await foreach (ClassificationResult one in classifier.ClassifyManyAsync([result.Source with { Page = wanted }], 1,
                        cancellationToken))
                        yield return ToClassification(one, $"{result.Source.Name}#{page}");
                }
        }
    }

    private static Classification ToClassification(ClassificationResult result, string name) =>
        new(name, result.Prediction, Message(result), result.Elapsed.TotalMilliseconds);

    // Standard input can be read once, and every page needs it.
    private ImageSource Image(ImageInput source) => allPages && source.Name == "-"
        ? ImageSource.FromBytes(ReadToEnd(source), source.Name)
        : ImageSource.FromStream(_ => ValueTask.FromResult(source.Open()), source.Name);

    private static byte[] ReadToEnd(ImageInput source)
    {
        using var stream = source.Open();
        using var memory = new MemoryStream();
        stream.CopyTo(memory);
        return memory.ToArray();
    }

    // The name stands before the message wherever it is shown.
    private static string? Message(ClassificationResult result)
    {
        if (result.Error is null) return null;
        string message = Failure.Describe(result.Error), front = $"{result.Source.Name}: ";
        return message.StartsWith(front, StringComparison.Ordinal) ? message[front.Length..] : message;
    }
}
