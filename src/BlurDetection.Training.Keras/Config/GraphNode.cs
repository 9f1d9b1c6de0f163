namespace BlurDetection.Training.Keras.Config;

/// <summary>One layer in its place in a model's graph.</summary>
/// <param name="Config">Its configuration.</param>
/// <param name="Id">Its names from the outermost model on.</param>
/// <param name="Inputs">Ids of what it takes; <see cref="ModelGraph.Input"/> is the image.</param>
/// <param name="VariablePath">Where a weights file of the newer layout has its variables: "layers/conv2d_1".</param>
internal sealed record GraphNode(LayerConfig Config, IReadOnlyList<string> Id, IReadOnlyList<string> Inputs, string VariablePath)
{
    /// <summary>The layer of the outermost model that it lies in.</summary>
    public string Outer => Id[0];

    public string Key => string.Join('/', Id);
}
