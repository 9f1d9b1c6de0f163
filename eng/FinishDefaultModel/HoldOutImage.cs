using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;

namespace BlurDetection.FinishDefaultModel;

/// <summary>An image that was not trained on, with what is true of it.</summary>
/// <param name="Group">"photographs" (as they are), "synthetic", "focus-series" or "marked" (photographs of which someone
/// saw what is soft; for the map alone).</param>
/// <param name="Name">File or seed.</param>
/// <param name="Image">Resized luma.</param>
/// <param name="Target">Probability that a person calls it blurred, 0 to 1; <see langword="null"/> where that is arguable.</param>
/// <param name="Recipe">How it was made; <see langword="null"/> for a real image.</param>
/// <param name="Scene">The scene of a focus series, or the set of a photograph.</param>
/// <param name="DefocusStep">Step of a focus series.</param>
/// <param name="LocalBlur">Truth of each cell of the map, row by row; <see langword="null"/> where it is not known.</param>
internal sealed record HoldOutImage(string Group, string Name, PlanarImage Image, float? Target, SynthesisRecipe? Recipe, string Scene,
    int? DefocusStep = null, float[]? LocalBlur = null)
{
    public const string Photographs = "photographs", Synthetic = "synthetic", FocusSeries = "focus-series";
}
