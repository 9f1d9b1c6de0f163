using System.Diagnostics;

namespace BlurDetection.Training.Fitting;

/// <summary>Sums up loss, accuracy and speed over one phase of an epoch.</summary>
internal sealed class PhaseMeter
{
    private readonly long _started = Stopwatch.GetTimestamp();
    private double _loss;
    private int _correct;
    private readonly Dictionary<string, double> _outputs = [];

    internal int Images { get; private set; }

    internal int Steps { get; private set; }

    internal double Loss => Images == 0 ? 0 : _loss / Images;

    internal double Accuracy => Images == 0 ? 0 : (double)_correct / Images;

    internal TimeSpan Elapsed => Stopwatch.GetElapsedTime(_started);

    internal double ImagesPerSecond => Images / Math.Max(Elapsed.TotalSeconds, 1e-9);

    /// <summary>Mean loss of each output besides the verdict.</summary>
    internal IEnumerable<(string Output, double Loss)> OutputLosses =>
        _outputs.Select(output => (output.Key, output.Value / Math.Max(Images, 1)));

    internal void Add(string output, double lossSum) => _outputs[output] = _outputs.GetValueOrDefault(output) + lossSum;

    internal void Add(double lossSum, int right, int images)
    {
        _loss += lossSum;
        _correct += right;
        Images += images;
        Steps++;
    }
}
