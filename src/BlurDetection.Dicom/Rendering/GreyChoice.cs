using BlurDetection.Dicom.Attributes;
using BlurDetection.Imaging;

namespace BlurDetection.Dicom.Rendering;

/// <summary>How modality values become 0 (black) to 1 (white).</summary>
/// <param name="Apply">The curve.</param>
/// <param name="Range">The values that become black and white; null where samples of 8 bits are taken as they are.</param>
internal sealed record GreyChoice(Func<double, double> Apply, SampleRange? Range)
{
    /// <summary>Chooses what shows the image.</summary>
    /// <remarks>
    /// In this order: the window of the options; the file's VOI look-up table; its first window; samples of 8 bits as they are; its
    /// smallest and largest value; all stored bits, where the samples fill half of them; percentiles.
    /// What would show next to nothing of the frame is passed over: windows are at times of another image.
    /// </remarks>
    public static GreyChoice Of(
        ImageAttributes image, DisplayAttributes display, ModalityTransform modality, SampleStatistics statistics,
        SampleRangeOptions options)
    {
        var full = modality.Range(image.StoredRange);
        if (options is { Window: null, Mode: SampleRangeMode.Auto })
        {
            foreach (var choice in Stated(image, display, modality))
                if (choice.Shows(statistics)) return choice;
        }
        var metadata = image.BitsStored <= 8 && options.Mode == SampleRangeMode.Auto ? full : ((double, double)?)null;
        var range = statistics.Choose(options, metadata, full.Smallest, full.Largest);
        return Ramp(range, isStated: metadata is null || options.Window is not null);
    }

    private static IEnumerable<GreyChoice> Stated(ImageAttributes image, DisplayAttributes display, ModalityTransform modality)
    {
        if (display.VoiLut is { } table)
            yield return new GreyChoice(value => table.At(value) / table.Largest,
                new SampleRange(table.First, table.First + table.Entries.Length - 1, SampleRangeOrigin.Metadata));
        if (display.Window is { } window)
            yield return new GreyChoice(window.Apply, new SampleRange(window.Ends.Black, window.Ends.White, SampleRangeOrigin.Metadata));
        if (image.BitsStored > 8 && display.Claimed is { } claimed && claimed.Largest > claimed.Smallest)
        {
            var (black, white) = modality.Range(claimed);
            yield return Ramp(new SampleRange(black, white, SampleRangeOrigin.Metadata), isStated: true);
        }
    }

    /// <summary>Whether the bulk of the samples is spread over more than a few levels of grey, or is all alike anyway.</summary>
    private bool Shows(SampleStatistics statistics)
    {
        const double fewLevels = 16 / 255.0;
        ReadOnlySpan<double> percents = [0.1, 1, 5, 25, 50, 75, 95, 99, 99.9];
        if (statistics.Percentile(percents[0]) == statistics.Percentile(percents[^1])) return true;
        var (darkest, brightest) = (1.0, 0.0);
        foreach (var percent in percents)
        {
            var shown = Apply(statistics.Percentile(percent));
            (darkest, brightest) = (Math.Min(darkest, shown), Math.Max(brightest, shown));
        }
        return brightest - darkest >= fewLevels;
    }

    private static GreyChoice Ramp(SampleRange range, bool isStated)
    {
        var (black, width) = (range.Black, range.White - range.Black);
        return new GreyChoice(Apply, isStated ? range : null);

        double Apply(double value) => width == 0 ? value > black ? 1 : 0 : Math.Clamp((value - black) / width, 0, 1);
    }
}
