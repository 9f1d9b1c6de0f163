using System.Globalization;
using BlurDetection.Cli.Pictures;

namespace BlurDetection.Cli.Output;

/// <summary>Counts of a run.</summary>
internal sealed class Tally
{
    public int Pictures { get; private set; }
    public int Focus { get; private set; }
    public int Blurred { get; private set; }
    public int Indeterminate { get; private set; }
    public int Errors { get; private set; }

    public void Add(Classification classification)
    {
        Pictures++;
        switch (classification.Prediction?.Verdict)
        {
            case BlurVerdict.Focus: Focus++; break;
            case BlurVerdict.Blurred: Blurred++; break;
            case BlurVerdict.Indeterminate: Indeterminate++; break;
            default: Errors++; break;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Pictures:N0} pictures: {Focus:N0} focus, {Blurred:N0} blurred, {Indeterminate:N0} indeterminate, {Errors:N0} not classified");
}
