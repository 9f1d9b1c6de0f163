using BlurDetection.Cli.Pictures;

namespace BlurDetection.Cli.Output;

/// <summary>Writes judgements one by one.</summary>
internal interface IJudgementWriter
{
    void Write(Judgement judgement);
}
