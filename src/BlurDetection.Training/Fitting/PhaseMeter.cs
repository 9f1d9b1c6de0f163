using System.Diagnostics;

namespace BlurDetection.Training.Fitting;

/// <summary>Sums up loss, accuracy and speed over one phase of an epoch.</summary>
internal sealed class PhaseMeter
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _loss;
    private int _correct;

    internal int Pictures { get; private set; }

    internal int Steps { get; private set; }

    internal double Loss => Pictures == 0 ? 0 : _loss / Pictures;

    internal double Accuracy => Pictures == 0 ? 0 : (double)_correct / Pictures;

    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    internal double ImagesPerSecond => Pictures / Math.Max(Elapsed.TotalSeconds, 1e-9);

    internal void Add(double lossSum, int right, int pictures)
    {
        _loss += lossSum;
        _correct += right;
        Pictures += pictures;
        Steps++;
    }
}
