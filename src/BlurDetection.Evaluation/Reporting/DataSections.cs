using System.Globalization;
using BlurDetection.Evaluation.Data;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>The parts of a page that tell of the data; the training report and the inspection share them.</summary>
internal static class DataSections
{
    public static void Summary(ReportPage page, DataInspection data, bool withLeak = true)
    {
        page.Section("The images").Tiles([
            ("Blur", data.Blur.ToString(CultureInfo.InvariantCulture), "images"),
            ("Focus", data.Focus.ToString(CultureInfo.InvariantCulture), "images"),
            ("Different contents", data.DistinctContents.ToString(CultureInfo.InvariantCulture),
                Words.Count(data.Blur + data.Focus - data.DistinctContents, "copy", "copies")),
            ("Groups", data.Groups.ToString(CultureInfo.InvariantCulture), "scenes that stay together"),
            ("Conflicts", data.Conflicts.Count.ToString(), "same image, two labels"),
            ("Unusable rows", data.Problems.Count.ToString(), Words.Count(data.Unlabelled.Count, "image") + " without a label"),
        ]);
        if (data.Sizes is { } sizes)
            page.Paragraph($"Sizes from {sizes.SmallestWidth} x {sizes.SmallestHeight} to {sizes.LargestWidth} x {sizes.LargestHeight}, " +
                $"half above {Words.Short(sizes.MedianMegapixels)} megapixels, {Words.Count(sizes.DistinctSizes, "different size")}.");
        if (data.BlurTypes.Count > 0)
            page.Paragraph("Kinds of blur: " + string.Join(", ", data.BlurTypes.Select(k => $"{k.Key} {k.Value}")) + ".");
        if (withLeak && data.Leak is { } leak) Leak(page, leak);
        if (data.SplitProblem is { } problem) page.Note(problem);
        page.Problems(data.Problems);
    }

    public static void Leak(ReportPage page, LeakReport leak)
    {
        if (leak.RandomLeaked > 0)
            page.Note($"A random split would leak: of {leak.RandomHoldOut} validation images drawn at random, {leak.RandomLeaked} have " +
                $"a copy or near-copy among the training images ({leak.RandomLeakedCopies} byte for byte). The model would be asked " +
                $"what it had learnt by heart.");
        if (leak.Leaked > 0)
            page.Note($"This split leaks: {leak.Leaked} of {leak.HoldOut} hold-out images have a copy or near-copy among the training " +
                $"images. The figures below are too good.");
    }
}
