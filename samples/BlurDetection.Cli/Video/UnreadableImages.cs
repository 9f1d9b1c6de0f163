using BlurDetection.Cli.Output;

namespace BlurDetection.Cli;

/// <summary>Names the images of a burst that cannot be read.</summary>
internal sealed class UnreadableImages(TextWriter error) : IProgress<ClassificationResult>
{
    public int Count { get; private set; }

    public void Report(ClassificationResult value)
    {
        Count++;
        string name = value.Source.Name, message = Failure.Describe(value.Error!);
        error.WriteLine(PlainText.Of(message.Contains(name, StringComparison.Ordinal) ? message : $"{name}: {message}"));
    }
}
