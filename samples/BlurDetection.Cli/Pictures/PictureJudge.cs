using System.Runtime.CompilerServices;

namespace BlurDetection.Cli.Pictures;

/// <summary>Classifies many pictures at a time and gives the results in order, each with the time that the work took.</summary>
internal sealed class PictureJudge(IBlurClassifier classifier)
{
    public async IAsyncEnumerable<Judgement> JudgeAsync(
        IEnumerable<PictureSource> sources, int parallelism, [EnumeratorCancellation] CancellationToken cancellation = default)
    {
        await foreach (ClassificationResult result in classifier.ClassifyManyAsync(sources.Select(Image), parallelism, cancellation))
            yield return new Judgement(result.Source.Name, result.Prediction, Message(result), result.Elapsed.TotalMilliseconds);
    }

    private static ImageSource Image(PictureSource source) => ImageSource.FromStream(_ => ValueTask.FromResult(source.Open()), source.Name);

    // The name stands before the message wherever it is shown.
    private static string? Message(ClassificationResult result)
    {
        if (result.Error is null) return null;
        string message = Failure.Describe(result.Error), front = $"{result.Source.Name}: ";
        return message.StartsWith(front, StringComparison.Ordinal) ? message[front.Length..] : message;
    }
}
