namespace BlurDetection.Benchmarks.Ratios;

/// <summary>How long something took.</summary>
/// <param name="Wall">Milliseconds.</param>
/// <param name="Cpu">Milliseconds of processor time.</param>
internal readonly record struct Duration(double Wall, double Cpu);
