using BlurDetection.Cli.Pictures;

namespace BlurDetection.Cli.Output;

/// <summary>Passes on the results of one verdict, and what could not be classified.</summary>
internal sealed class SelectedResults(IJudgementWriter next, BlurVerdict only) : IJudgementWriter
{
    public void Write(Judgement judgement)
    {
        if (judgement.Prediction is null || judgement.Prediction.Verdict == only) next.Write(judgement);
    }
}
