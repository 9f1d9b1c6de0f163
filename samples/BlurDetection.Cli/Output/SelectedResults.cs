using BlurDetection.Cli.Images;

namespace BlurDetection.Cli.Output;

/// <summary>Passes on the results of one verdict, and what could not be classified.</summary>
internal sealed class SelectedResults(IClassificationWriter next, BlurVerdict only) : IClassificationWriter
{
    public void Write(Classification classification)
    {
        if (classification.Prediction is null || classification.Prediction.Verdict == only) next.Write(classification);
    }
}
