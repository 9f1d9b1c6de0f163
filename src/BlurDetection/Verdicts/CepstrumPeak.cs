namespace BlurDetection.Verdicts;

/// <summary>The highest peak of a power cepstrum.</summary>
/// <param name="Across">Its place, pixels to the right.</param>
/// <param name="Down">Pixels downwards, at least 0.</param>
/// <param name="Height">Its height: about the strength of the echo, 0 to 1, times the share of frequencies that stand above the
/// noise.</param>
/// <param name="Next">Height of the highest other peak.</param>
/// <param name="LeastAtDouble">The least value at and around twice its distance.</param>
/// <param name="MostAtDouble">The greatest value there.</param>
internal readonly record struct CepstrumPeak(int Across, int Down, float Height, float Next, float LeastAtDouble, float MostAtDouble)
{
    /// <summary>Whether this is the trace of one echo.</summary>
    /// <param name="height">Least height.</param>
    /// <param name="ratio">Least ratio of its height to the next one's.</param>
    /// <param name="opposite">Least depth at twice its distance, as a share of its height.</param>
    /// <param name="alike">Greatest height there, as a share of its height.</param>
    public bool Is(float height, float ratio, float opposite, float alike) =>
        Height >= height && Height >= ratio * Next && LeastAtDouble <= -opposite * Height && MostAtDouble < alike * Height;
}
