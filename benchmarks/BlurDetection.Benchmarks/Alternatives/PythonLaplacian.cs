using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using BlurDetection.Benchmarks.Ratios;
using OpenCvSharp;

namespace BlurDetection.Benchmarks.Alternatives;

/// <summary><c>cv2.Laplacian(grey, cv2.CV_64F).var()</c> in a Python process, which times itself, so that the way there
/// and back does not count.</summary>
internal sealed class PythonLaplacian : IDisposable
{
    private readonly string _picture = Path.Combine(Path.GetTempPath(), $"{Guid.NewGuid():N}.png");
    private readonly Process _process;

    private PythonLaplacian(string python, Mat grey)
    {
        if (!grey.SaveImage(_picture)) throw new IOException($"'{_picture}' could not be written.");
        _process = Process.Start(new ProcessStartInfo(python, [Path.Combine(AppContext.BaseDirectory, "Alternatives", "laplacian.py"),
            _picture]) { RedirectStandardInput = true, RedirectStandardOutput = true })!;
    }

    /// <summary>Starts it, or returns <see langword="null"/> where Python or its OpenCV is not installed.</summary>
    /// <param name="grey">The image.</param>
    public static PythonLaplacian? TryStart(Mat grey)
    {
        // Where there are several Pythons, Debian's has Debian's OpenCV.
        foreach (string python in new[] { "python3", "/usr/bin/python3" })
            if (HasOpenCv(python)) return new PythonLaplacian(python, grey);
        return null;
    }

    /// <summary>Once more.</summary>
    public Duration Measure()
    {
        _process.StandardInput.WriteLine();
        string line = _process.StandardOutput.ReadLine() ?? throw new InvalidOperationException("The Python process has ended.");
        double[] times = [.. line.Split(' ').Select(number => double.Parse(number, CultureInfo.InvariantCulture))];
        return new Duration(times[0], times[1]);
    }

    public void Dispose()
    {
        _process.StandardInput.Close();
        _process.WaitForExit();
        _process.Dispose();
        File.Delete(_picture);
    }

    private static bool HasOpenCv(string python)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(python, ["-c", "import cv2"]) { RedirectStandardError = true })!;
            process.StandardError.ReadToEnd();
            process.WaitForExit();
            return process.ExitCode == 0;
        }
        catch (Win32Exception)
        {
            return false;
        }
    }
}
