using BlurDetection.Scanning.Results;

namespace BlurDetection.Scanning.Reporting;

/// <summary>The rows of a gallery, worst first, and what is told of those that have no place in it.</summary>
internal sealed class GalleryRows
{
    public const int ProbabilitySteps = 1000, ChartBins = 50;
    private const double LowestStrength = -1, HighestStrength = 8;

    private GalleryRows(ImageResult[] rows) => Rows = rows;

    public ImageResult[] Rows { get; }

    public long Total { get; private init; }

    public double Threshold { get; private init; }

    public long[] ProbabilityChart { get; } = new long[ChartBins];

    public long[] StrengthChart { get; } = new long[ChartBins];

    public static (double Low, double High) StrengthRange => (LowestStrength, HighestStrength);

    /// <summary>Images outside the gallery with a verdict of focus or blurred, by thousandths of the probability.</summary>
    public long[] RestByProbability { get; } = new long[ProbabilitySteps + 1];

    public long RestIndeterminate { get; private set; }

    public long RestErrors { get; private set; }

    /// <summary>The group of near-duplicates of each row, counted from 0; -1 for none.</summary>
    public int[] Group { get; set; } = [];

    /// <summary>Whether a row is the sharpest of its group.</summary>
    public bool[] IsBest { get; set; } = [];

    public int Groups { get; set; }

    public static async Task<GalleryRows> ReadAsync(ScanResults results, int most, CancellationToken cancellationToken)
    {
        // The least bad of the rows that are kept is at the head.
        var worst = new PriorityQueue<ImageResult, Badness>();
        var counted = new GalleryRows([]);
        long total = 0;
        double threshold = 0.5;
        await foreach (ImageResult row in results.ReadAsync(cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            total++;
            threshold = row.Threshold ?? threshold;
            counted.Chart(row);
            if (worst.Count < most) worst.Enqueue(row, Badness.Of(row));
            else counted.Rest(worst.EnqueueDequeue(row, Badness.Of(row)));
        }
        var rows = new ImageResult[worst.Count];
        for (int i = rows.Length - 1; i >= 0; i--) rows[i] = worst.Dequeue();
        var gallery = new GalleryRows(rows)
        {
            Total = total,
            Threshold = threshold,
            RestErrors = counted.RestErrors,
            RestIndeterminate = counted.RestIndeterminate,
        };
        counted.ProbabilityChart.CopyTo(gallery.ProbabilityChart, 0);
        counted.StrengthChart.CopyTo(gallery.StrengthChart, 0);
        counted.RestByProbability.CopyTo(gallery.RestByProbability, 0);
        return gallery;
    }

    private void Chart(ImageResult row)
    {
        if (row.Verdict is not (BlurVerdict.Focus or BlurVerdict.Blurred)) return;
        if (row.Probability is { } p) ProbabilityChart[Bin(p)]++;
        if (row.Strength is { } s) StrengthChart[Bin((s - LowestStrength) / (HighestStrength - LowestStrength))]++;
    }

    private void Rest(ImageResult row)
    {
        if (row.Verdict is null) RestErrors++;
        else if (row.Verdict == BlurVerdict.Indeterminate || row.Probability is null) RestIndeterminate++;
        else RestByProbability[(int)(row.Probability.Value * ProbabilitySteps)]++;
    }

    private static int Bin(double share) => (int)Math.Clamp(share * ChartBins, 0, ChartBins - 1);

    /// <summary>Blurred images, the surest first, then those in focus; then what has no verdict.</summary>
#pragma warning disable MA0097 // It is sorted, never compared by an operator.
    private readonly record struct Badness(int Class, double Probability, string Path) : IComparable<Badness>
#pragma warning restore MA0097
    {
        public static Badness Of(ImageResult row) => new(row.Verdict switch
        {
            BlurVerdict.Blurred => 3,
            null => 2,
            BlurVerdict.Indeterminate => 1,
            _ => 0,
        }, row.Probability ?? 0, row.Path);

        public int CompareTo(Badness other)
        {
            int order = Class.CompareTo(other.Class);
            if (order == 0) order = Probability.CompareTo(other.Probability);
            return order != 0 ? order : string.CompareOrdinal(other.Path, Path);
        }
    }
}
