using System.Numerics.Tensors;
using BlurDetection.Imaging;

namespace BlurDetection.Synthesis.Labels;

/// <summary>Ground truth of each map cell of a synthesized image.</summary>
internal sealed class PatchLabels
{
    private const double GradientFloor = 3;
    // One word on a page is evidence enough.
    private const double EvidentShare = 0.004;
    private const int LeastEvidentCells = 3;

    public PatchLabels(BlurSynthesizer synthesizer, PlanarImage widths, IDirectionalWidth? directions, PlanarImage? share,
        PlanarImage[] slopes, double contrast, double noise, double shrink, float[]? covered, PlanarImage? subject)
    {
        Columns = Cells(widths.Width);
        Rows = Cells(widths.Height);
        int cells = Columns * Rows;
        (Blur, CellEvidence, Weight, VisibleWidth, Subject) =
            (new float[cells], new float[cells], new float[cells], new float[cells], new float[cells]);
        (DirectionalWidth, DirectionalEvidence) =
            (new float[Optics.DirectionalWidth.Directions * cells], new float[Optics.DirectionalWidth.Directions * cells]);
        var along = new double[Optics.DirectionalWidth.Directions];
        for (int row = 0; row < Rows; row++)
        {
            for (int column = 0; column < Columns; column++)
            {
                int cell = row * Columns + column;
                double width = Mean(widths, widths.Buffer, column, row);
                for (int i = 0; i < along.Length; i++) along[i] = Mean(widths, slopes[i].Buffer, column, row) * contrast;
                double slope = along[0] + along[2];
                // Shrinking the image shrinks the blur, but never below one pixel.
                double Shrunk(double w) => Math.Sqrt(1 + (w * w - 1) / (shrink * shrink));
                VisibleWidth[cell] = (float)Shrunk(width);
                Blur[cell] = synthesizer.BlurProbability(VisibleWidth[cell]);
                double floor = GradientFloor + noise;
                CellEvidence[cell] = (float)(slope * slope / (slope * slope + floor * floor));
                double inside = share is null ? 1 : Mean(widths, share.Buffer, column, row);
                for (int i = 0; i < along.Length; i++)
                {
                    double w = directions?.At(i, inside, (column + 0.5) / Columns, (row + 0.5) / Rows) ?? width;
                    // One direction of |dx| + |dy| is half of it.
                    DirectionalWidth[i * cells + cell] = (float)Shrunk(w);
                    DirectionalEvidence[i * cells + cell] = (float)(along[i] * along[i] / (along[i] * along[i] + floor * floor / 4));
                }
                Weight[cell] = covered is null || Mean(widths, covered, column, row) == 0 ? 1 : 0;
                Subject[cell] = subject is null ? 1 : (float)Mean(widths, subject.Buffer, column, row);
            }
        }
        Evidence = ImageEvidence();
    }

    public int Columns { get; }

    public int Rows { get; }

    public float[] Blur { get; }

    public float[] CellEvidence { get; }

    public float[] Weight { get; }

    public float[] VisibleWidth { get; }

    public float[] Subject { get; }

    /// <summary>Width and evidence along 0, 45, 90 and 135 degrees, plane by plane.</summary>
    public float[] DirectionalWidth { get; }

    public float[] DirectionalEvidence { get; }

    /// <summary>Evidence of the whole image, 0..1: that of its richest cells.</summary>
    public float Evidence { get; }

    /// <summary>Mean evidence of the cells that belong to the subject.</summary>
    public float SubjectEvidence
    {
        get
        {
            double sum = 0, total = 1e-6;
            for (int i = 0; i < Subject.Length; i++)
            {
                sum += Subject[i] * CellEvidence[i] * Weight[i];
                total += Subject[i];
            }
            return (float)(sum / total);
        }
    }

    /// <summary>Mean visible width of the cells, each weighted by its evidence, in pixels.</summary>
    public double MeanWidth => WidthWhere(_ => 1);

    /// <summary>The same of the subject alone.</summary>
    public double SubjectWidth => WidthWhere(cell => Subject[cell] * Subject[cell]);

    private double WidthWhere(Func<int, double> share)
    {
        double sum = 0, total = 0;
        for (int i = 0; i < VisibleWidth.Length; i++)
        {
            double weight = share(i) * (CellEvidence[i] * Weight[i] + 1e-6);
            sum += weight * VisibleWidth[i];
            total += weight;
        }
        return sum / total;
    }

    public static int Cells(int pixels) => (pixels + SynthesizedImage.CellSize - 1) / SynthesizedImage.CellSize;

    /// <summary>Standard deviation of luma.</summary>
    public static double Spread(PlanarImage image)
    {
        var pixels = image.Pixels;
        double mean = TensorPrimitives.Sum<float>(pixels) / pixels.Length;
        return Math.Sqrt(Math.Max(0, TensorPrimitives.SumOfSquares<float>(pixels) / pixels.Length - mean * mean));
    }

    private static double Mean(PlanarImage shape, float[] values, int column, int row)
    {
        int left = column * SynthesizedImage.CellSize, top = row * SynthesizedImage.CellSize;
        int right = Math.Min(shape.Width, left + SynthesizedImage.CellSize),
            bottom = Math.Min(shape.Height, top + SynthesizedImage.CellSize);
        double sum = 0;
        for (int y = top; y < bottom; y++) sum += TensorPrimitives.Sum<float>(values.AsSpan(y * shape.Width + left, right - left));
        return sum / ((right - left) * (bottom - top));
    }

    private float ImageEvidence()
    {
        var open = new List<float>();
        for (int i = 0; i < Weight.Length; i++)
            if (Weight[i] > 0) open.Add(CellEvidence[i]);
        if (open.Count == 0) return 0;
        open.Sort();
        int top = Math.Min(open.Count, Math.Max(LeastEvidentCells, (int)(open.Count * EvidentShare)));
        double mean = open.Skip(open.Count - top).Average();
        return (float)Math.Clamp((mean - 0.2) / 0.35, 0, 1);
    }
}
