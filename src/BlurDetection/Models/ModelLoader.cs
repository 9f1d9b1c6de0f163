using BlurDetection.Onnx;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Turns ONNX bytes that BlurDetection wrote into a <see cref="BlurModel"/>.</summary>
internal static class ModelLoader
{
    private const double DefaultThreshold = 0.5;
    private const int MostPackedValues = 3 * 4096 * 4096;

    /// <param name="onnx">A graph that this library wrote.</param>
    /// <param name="threads">Threads of one image.</param>
    /// <param name="source">Names the model in errors.</param>
    /// <param name="map">False leaves out what only the map needs; <see cref="BlurModelInfo.HasMap"/> still says what the file has.</param>
    /// <param name="pool">Shares the session with others; by default it is this model's own.</param>
    /// <param name="fuse">False leaves the whole network to ONNX Runtime.</param>
    public static BlurModel Load(byte[] onnx, int threads, string source, bool map = true, SessionPool? pool = null, bool fuse = true)
    {
        IReadOnlyList<string> removed = [];
        if (!map)
            onnx = GraphPruning.Keep(onnx,
                name => name is not (ModelTensors.Map or ModelTensors.Directions or PipelineColumns.Classification), out removed);
        var fused = fuse ? FusedNetwork.From(onnx) : null;
        var graphs = fused?.Graphs ?? [onnx];
        var session = pool?.Open(graphs, threads, source) ?? new ModelSession(graphs, threads, source);
        try
        {
            return Bind(session, fused, source, removed);
        }
        catch (Exception e)
        {
            session.Dispose();
            // The runtime's own reading of damaged metadata fails in many ways.
            if (e is InvalidModelException) throw;
            throw new InvalidModelException($"{source} is a damaged model: what it says of itself cannot be read ({e.GetType().Name}).", e);
        }
    }

    private static BlurModel Bind(ModelSession session, FusedNetwork? fused, string source, IReadOnlyList<string> removed)
    {
        var inputs = session.Session.InputMetadata;
        var outputs = session.Session.OutputMetadata;
        var custom = session.Session.ModelMetadata.CustomMetadataMap;
        var reader = new ModelMetadataReader(custom, source);
        reader.RequireSupportedFormat();
        ModelOutputs.Require(outputs, fused?.Computed ?? [], source);

        var packed = inputs.ContainsKey(PipelineColumns.Pixels);
        var info = new BlurModelInfo
        {
            Name = reader.Text(ModelMetadataKeys.Name, "unnamed"),
            Format = packed ? ModelFormat.MLNet : ModelFormat.Native,
            ClassNames = reader.ClassNames(),
            Threshold = reader.Fraction(ModelMetadataKeys.Threshold) ?? DefaultThreshold,
            Sensitivities = reader.Sensitivities(),
            EvidenceThreshold = reader.Fraction(ModelMetadataKeys.EvidenceThreshold),
            DoubleImageProbability = reader.Fraction(ModelMetadataKeys.DoubleImage),
            Preprocessing = reader.Preprocessing(),
            DataHash = reader.Text(ModelMetadataKeys.DataHash),
            Metrics = reader.Metrics(),
            Layers = reader.Text(ModelMetadataKeys.Layers),
            HasMap = Has(ModelTensors.Map),
            HasDirections = Has(ModelTensors.Directions),
            MapStride = reader.Positive(ModelMetadataKeys.MapStride),
            HasKind = Has(ModelTensors.Kind),
            HasStrength = Has(ModelTensors.Strength),
            HasEvidence = Has(ModelTensors.Evidence),
            Metadata = custom,
        };
        int blurIndex = Array.IndexOf([.. info.ClassNames], "blur");
        if (fused is not null)
            return new BlurModel(session, info, new StemInput(fused.Stem), new FusedOutputReader(fused, [.. outputs.Keys], blurIndex),
                int.MaxValue);
        ModelInput input = packed ? Packed(inputs, source, out var maxValues) : Plain(inputs, info, source, out maxValues);
        var output = new ModelOutputReader([.. outputs.Keys], ModelTensors.Probabilities, blurIndex, logits: false);
        return new BlurModel(session, info, input, output, maxValues);

        bool Has(string name) => outputs.ContainsKey(name) || removed.Contains(name) || fused?.Computed.Contains(name) == true;
    }

    private static PlainInput Plain(IReadOnlyDictionary<string, NodeMetadata> inputs, BlurModelInfo info, string source, out int maxValues)
    {
        var name = info.Preprocessing.Channels == 1 ? ModelTensors.Luma : ModelTensors.Rgb;
        if (inputs.Count != 1 || !inputs.TryGetValue(name, out var input) || input.ElementType != typeof(float)
            || input.Dimensions.Length != 4)
            throw new InvalidModelException(
                $"{source} should have one float input '{name}' of four dimensions, or '{PipelineColumns.Pixels}' and " +
                    $"'{PipelineColumns.Size}'; it has '{string.Join("', '", inputs.Keys)}'.");
        maxValues = int.MaxValue;
        return new PlainInput(name);
    }

    private static PackedInput Packed(IReadOnlyDictionary<string, NodeMetadata> inputs, string source, out int length)
    {
        var values = 1L;
        foreach (var dimension in inputs[PipelineColumns.Pixels].Dimensions)
            values = Math.Min(int.MaxValue + 1L, values * Math.Max(1, dimension));
        if (values > MostPackedValues
            || inputs[PipelineColumns.Pixels].ElementType != typeof(float) && inputs[PipelineColumns.Pixels].ElementType != typeof(byte))
            throw new InvalidModelException($"{source}: the input '{PipelineColumns.Pixels}' has {values} values; an image has at most " +
                $"{MostPackedValues} numbers or bytes.");
        return new PackedInput(length = (int)values);
    }
}
