namespace BlurDetection.Imaging;

/// <summary>Outputs of a row that are made side by side.</summary>
/// <param name="Place">The value that the first tap of the first output reads; that of the next output reads the next one.</param>
/// <param name="Taps">How many values each output reads.</param>
/// <param name="Weights">Where the weights begin.</param>
internal readonly record struct BandedGroup(int Place, int Taps, int Weights);
