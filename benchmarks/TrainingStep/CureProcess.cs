using System.Diagnostics;
using System.Globalization;

namespace BlurDetection.Benchmarks.TrainingStep;

/// <summary>A <see cref="CureWorker"/> seen from the process that compares them.</summary>
internal sealed class CureProcess : IDisposable
{
    private readonly Process _process;

    internal CureProcess(string convolutions, string name)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(CureProcess).Assembly.Location, CureWorker.Command, name])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment["BLURDETECTION_CONVOLUTIONS"] = convolutions;
        start.Environment["OMP_NUM_THREADS"] = "1";
        _process = Process.Start(start)!;
        Seconds(); // warms up
    }

    /// <summary>Seconds of two training steps; <see langword="null"/> where the loss became undefined.</summary>
    internal double? Seconds()
    {
        _process.StandardInput.WriteLine();
        var line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("A worker ended early; its error is above.");
        return line == CureWorker.Diverged ? null : double.Parse(line, CultureInfo.InvariantCulture);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
    }
}
