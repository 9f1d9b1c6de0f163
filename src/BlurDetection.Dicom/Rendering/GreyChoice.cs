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
    /// smallest and largest value; the rule of <see cref="SampleStatistics"/> for all formats.
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
                if (statistics.Shows(choice.Apply)) return choice;
        }
        if (image.BitsStored <= 8 && options.Window is null)
            return Ramp(new SampleRange(full.Smallest, full.Largest, SampleRangeOrigin.Full)) with { Range = null };
        return Ramp(statistics.Choose(options, null, full.Smallest, full.Largest));
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
            yield return Ramp(new SampleRange(black, white, SampleRangeOrigin.Metadata));
        }
    }

    private static GreyChoice Ramp(SampleRange range)
    {
        var (black, width) = (range.Black, range.White - range.Black);
        return new GreyChoice(Apply, range);

        double Apply(double value) => width == 0 ? value > black ? 1 : 0 : Math.Clamp((value - black) / width, 0, 1);
    }
}
