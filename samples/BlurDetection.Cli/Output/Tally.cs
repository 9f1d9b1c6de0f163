using System.Globalization;
using BlurDetection.Cli.Images;

namespace BlurDetection.Cli.Output;

/// <summary>Counts of a run.</summary>
internal sealed class Tally
{
    public int Images { get; private set; }
    public int Focus { get; private set; }
    public int Blurred { get; private set; }
    public int Indeterminate { get; private set; }
    public int Errors { get; private set; }

    public void Add(Classification classification)
    {
        Images++;
        switch (classification.Prediction?.Verdict)
        {
            case BlurVerdict.Focus: Focus++; break;
            case BlurVerdict.Blurred: Blurred++; break;
            case BlurVerdict.Indeterminate: Indeterminate++; break;
            default: Errors++; break;
        }
    }

    public override string ToString() => string.Create(CultureInfo.InvariantCulture,
        $"{Images:N0} images: {Focus:N0} focus, {Blurred:N0} blurred, {Indeterminate:N0} indeterminate, {Errors:N0} not classified");
}
