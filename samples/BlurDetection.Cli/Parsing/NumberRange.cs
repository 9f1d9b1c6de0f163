using System.Globalization;
using System.Numerics;

namespace BlurDetection.Cli.Parsing;

/// <summary>The numbers that an option takes.</summary>
/// <param name="Minimum">The least.</param>
/// <param name="Maximum">The most.</param>
/// <param name="Open">Which of the two are themselves left out.</param>
internal sealed record NumberRange<T>(T Minimum, T Maximum, OpenEnds Open = OpenEnds.None) where T : struct, INumber<T>, IMinMaxValue<T>
{
    private bool AboveMinimum => Open.HasFlag(OpenEnds.Minimum);

    private bool BelowMaximum => Open.HasFlag(OpenEnds.Maximum);

    public bool Contains(T value) =>
        (AboveMinimum ? value > Minimum : value >= Minimum) && (BelowMaximum ? value < Maximum : value <= Maximum);

    /// <summary>"a whole number, at least 1", "a number from 0 to 1".</summary>
    public override string ToString()
    {
        string kind = NumberText.IsWhole<T>() ? "a whole number" : "a number";
        string low = Minimum.ToString(null, CultureInfo.InvariantCulture), high = Maximum.ToString(null, CultureInfo.InvariantCulture);
        if (Maximum == T.MaxValue) return Minimum == T.MinValue ? $"{kind} from {low} to {high}" : $"{kind}, at least {low}";
        return Open == OpenEnds.None
            ? $"{kind} from {low} to {high}"
            : $"{kind} {(AboveMinimum ? "above" : "at least")} {low} and {(BelowMaximum ? "below" : "at most")} {high}";
    }
}
