using BlurDetection.Onnx;
using BlurDetection.Pipeline;
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
    public static BlurModel Load(byte[] onnx, int threads, string source, bool map = true, SessionPool? pool = null)
    {
        IReadOnlyList<string> removed = [];
        if (!map)
            onnx = GraphPruning.Keep(onnx,
                name => name is not (ModelTensors.Map or ModelTensors.Directions or PipelineColumns.Classification), out removed);
        var session = pool?.Open(onnx, threads, source) ?? new ModelSession(onnx, threads, source);
        try
        {
            return Bind(session, source, removed);
        }
        catch (Exception e)
        {
            session.Dispose();
            // The runtime's own reading of damaged metadata fails in many ways.
            if (e is InvalidModelException) throw;
            throw new InvalidModelException($"{source} is a damaged model: what it says of itself cannot be read ({e.GetType().Name}).", e);
        }
    }

    private static BlurModel Bind(ModelSession session, string source, IReadOnlyList<string> removed)
    {
        var inputs = session.Session.InputMetadata;
        var outputs = session.Session.OutputMetadata;
        var custom = session.Session.ModelMetadata.CustomMetadataMap;
        var reader = new ModelMetadataReader(custom, source);
        reader.RequireSupportedFormat();
        ModelOutputs.Require(outputs, source);

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
            HasMap = outputs.ContainsKey(ModelTensors.Map) || removed.Contains(ModelTensors.Map),
            HasDirections = outputs.ContainsKey(ModelTensors.Directions) || removed.Contains(ModelTensors.Directions),
            MapStride = reader.Positive(ModelMetadataKeys.MapStride),
            HasKind = outputs.ContainsKey(ModelTensors.Kind),
            HasStrength = outputs.ContainsKey(ModelTensors.Strength),
            HasEvidence = outputs.ContainsKey(ModelTensors.Evidence),
            Metadata = custom,
        };
        ModelInput input = packed ? Packed(inputs, source, out var maxValues) : Plain(inputs, info, source, out maxValues);
        var output = new ModelOutputReader([.. outputs.Keys], ModelTensors.Probabilities, Array.IndexOf([.. info.ClassNames], "blur"),
            logits: false);
        return new BlurModel(session, info, input, output, maxValues);
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
