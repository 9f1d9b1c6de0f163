using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras;

/// <summary>A model read from a Keras file: its layers and its weights, as the file has them.</summary>
/// <param name="Network">The layers, one for each of Keras's but the input layers.</param>
/// <param name="Weights">By "layer/weight", as <see cref="NetworkModule.SetWeights"/> takes them; bit by bit those of the file.</param>
/// <param name="Format">The kind of file it came from.</param>
/// <param name="Version">The version that wrote it: "3.9.0", "2.15.0", "tfjs-layers 4.22.0".</param>
public sealed record KerasModel(Network Network, IReadOnlyDictionary<string, NetworkWeight> Weights, KerasFormat Format, string Version);
