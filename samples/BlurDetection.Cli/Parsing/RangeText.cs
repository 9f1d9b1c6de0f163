using BlurDetection.Imaging;

namespace BlurDetection.Cli.Parsing;

/// <summary>Reads --range: auto, full, or two percentiles.</summary>
internal static class RangeText
{
    /// <summary>Null where the text is none of these.</summary>
    public static SampleRangeOptions? Parse(string text) => text switch
    {
        "auto" => new SampleRangeOptions(),
        "full" => new SampleRangeOptions { Mode = SampleRangeMode.Full },
        _ when PairText.TryRead(text, out double low, out double high) && low >= 0 && high <= 100 && low < high =>
            new SampleRangeOptions { Mode = SampleRangeMode.Percentiles, LowPercentile = low, HighPercentile = high },
        _ => null,
    };
}
