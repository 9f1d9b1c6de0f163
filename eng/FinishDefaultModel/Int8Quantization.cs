using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Labels;
using BlurDetection.Synthesis.Optics;
using BlurDetection.Training.Data;
using BlurDetection.Training.Networks;
using BlurDetection.Training.Quantization;
using BlurDetection.Training.Symmetry;

namespace BlurDetection.FinishDefaultModel;

/// <summary>Makes of the trained network the one that is embedded: its larger convolutions compute in int8, and a mirrored or turned
/// image still gives the same answer.</summary>
internal static class Int8Quantization
{
    private const int UsualImages = 300, Seed = 77;

    // The others are degraded.
    private const int AsTheyAreOneIn = 4;

    /// <summary>Quantises it; the ranges come from photographs that it was trained on, as they are and degraded.</summary>
    /// <param name="module">The trained network, before calibration; not changed.</param>
    /// <param name="library">Gives the photographs.</param>
    /// <param name="images">Number of images that the ranges come from; default 300.</param>
    /// <returns>Dispose it.</returns>
    /// <exception cref="Layers.InvalidNetworkException">It is quantised already.</exception>
    public static NetworkModule Run(NetworkModule module, SharpLibrary library, int images = UsualImages)
    {
        ArgumentNullException.ThrowIfNull(module);
        ArgumentNullException.ThrowIfNull(library);
        var quantized = PostTrainingQuantization.Apply(module, Draw([.. library.Training], new BlurSynthesizer(), images));
        // What biases take back was measured on some images, which are not the same to all sides.
        new NetworkSymmetry(quantized.Network, DefaultNetwork.AxesOf(quantized.Network)).AverageWeights(quantized);
        return quantized;
    }

    private static IEnumerable<PlanarImage> Draw(IReadOnlyList<Photograph> photographs, BlurSynthesizer synthesizer, int images)
    {
        for (int i = 0; i < images; i++)
        {
            int seed = unchecked(Seed + 7919 * i);
            yield return i % AsTheyAreOneIn == 0
                ? Scaling.ToModelSize(photographs[new Random(seed).Next(photographs.Count)].ToLuma())
                : DegradedPhotographs.Make(photographs, synthesizer, seed).Image.Image;
        }
    }
}
