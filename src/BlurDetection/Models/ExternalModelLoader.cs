using BlurDetection.Imaging;
using Microsoft.ML.OnnxRuntime;

namespace BlurDetection.Models;

/// <summary>Turns a classifier from elsewhere into a <see cref="BlurModel"/>.</summary>
internal static class ExternalModelLoader
{
    public static BlurModel Load(byte[] onnx, OnnxModelOptions options, int threads, string source, SessionPool? pool = null)
    {
        var session = pool?.Open([onnx], threads, source) ?? new ModelSession([onnx], threads, source);
        try
        {
            return Bind(session, options, source);
        }
        catch (Exception e)
        {
            session.Dispose();
            if (e is InvalidModelException or ArgumentException) throw; // the latter: an option does not fit
            throw new InvalidModelException($"{source} is a damaged model: what it says of itself cannot be read ({e.GetType().Name}).", e);
        }
    }

    private static BlurModel Bind(ModelSession session, OnnxModelOptions options, string source)
    {
        var (inputName, input) = Choose(session.Session.InputMetadata, options.InputName, nameof(options.InputName), $"{source}: input");
        var (outputName, output) =
            Choose(session.Session.OutputMetadata, options.OutputName, nameof(options.OutputName), $"{source}: output");
        RequireTwoClasses(output, outputName, source);
        var preprocessing = Preprocessing(input, inputName, options, source);
        RequirePerChannel(options.Mean, nameof(options.Mean), preprocessing.Channels);
        RequirePerChannel(options.StandardDeviation, nameof(options.StandardDeviation), preprocessing.Channels);
        var info = new BlurModelInfo
        {
            Name = Path.GetFileNameWithoutExtension(source),
            Format = ModelFormat.External,
            ClassNames = options.BlurIndex == 0 ? ["blur", "focus"] : ["focus", "blur"],
            Threshold = options.Threshold,
            Sensitivities = new Dictionary<BlurSensitivity, SensitivityLevel>(),
            Preprocessing = preprocessing,
            Metrics = new Dictionary<string, double>(),
            Metadata = session.Session.ModelMetadata.CustomMetadataMap,
        };
        var reader = new ModelOutputReader([outputName], outputName, options.BlurIndex, options.OutputsLogits);
        return new BlurModel(session, info, new ExternalInput(inputName, preprocessing.Channels, options), reader, int.MaxValue);
    }

    private static (string Name, NodeMetadata Metadata) Choose(
        IReadOnlyDictionary<string, NodeMetadata> nodes, string? wanted, string option, string what)
    {
        if (wanted is null)
            return nodes.Count == 1
                ? (nodes.First().Key, nodes.First().Value)
                : throw new InvalidModelException(
                    $"{what}: there are '{string.Join("', '", nodes.Keys)}'; say which with {nameof(OnnxModelOptions)}.{option}.");
        return nodes.TryGetValue(wanted, out var node)
            ? (wanted, node)
            : throw new InvalidModelException($"{what} '{wanted}' is not there; there are '{string.Join("', '", nodes.Keys)}'.");
    }

    private static Preprocessing Preprocessing(NodeMetadata input, string name, OnnxModelOptions options, string source)
    {
        var shape = input.Dimensions;
        if (!input.IsTensor || input.ElementType != typeof(float) || shape is not [_, _, _, _])
            throw new InvalidModelException($"{source}: the input '{name}' is no float tensor of four dimensions.");
        if (shape[0] > 1)
            throw new InvalidModelException(
                $"{source}: the input '{name}' takes batches of {shape[0]} only; images are classified one by one.");
        var (channelAxis, heightAxis, widthAxis) = options.Layout == TensorLayout.Nchw ? (1, 2, 3) : (3, 1, 2);
        var channels = Side(shape[channelAxis], options.Channels, nameof(options.Channels));
        var height = Side(shape[heightAxis], options.Height, nameof(options.Height));
        var width = Side(shape[widthAxis], options.Width, nameof(options.Width));
        if (channels is not (1 or 3))
            throw new InvalidModelException(channels is null
                ? $"{source}: the input '{name}' leaves its channels open; set {nameof(options.Channels)}."
                : $"{source}: the input '{name}' has {channels} channels in the layout {options.Layout}; 1 and 3 can be given. Is the " +
                    $"layout the other one?");
        if (options.LongSide is { } longSide && (height ?? width) is null)
            return new Preprocessing { Channels = channels.Value, LongSide = longSide };
        if (options.LongSide is not null)
            throw new InvalidModelException(
                $"{source}: the input '{name}' has a fixed size, so {nameof(options.LongSide)} cannot be kept; leave it unset.");
        return height is null || width is null
            ? throw new InvalidModelException($"{source}: the input '{name}' takes any size; set {nameof(options.LongSide)}, or " +
                $"{nameof(options.Width)} and {nameof(options.Height)}.")
            : new Preprocessing { Channels = channels.Value, LongSide = null, Width = width, Height = height };

        int? Side(int graph, int? option, string optionName) => graph > 0 && option is { } asked && asked != graph
            ? throw new InvalidModelException($"{source}: the input '{name}' has {graph} where {optionName} says {asked}.")
            : graph > 0 ? graph : option;
    }

    private static void RequireTwoClasses(NodeMetadata output, string name, string source)
    {
        if (!output.IsTensor || output.ElementType != typeof(float))
            throw new InvalidModelException(
                $"{source}: the output '{name}' is no float tensor. skl2onnx writes such with the option zipmap=False.");
        var known = output.Dimensions.Skip(1).Where(side => side > 0).Aggregate(1L, (a, b) => a * b);
        if (output.Dimensions.Skip(1).All(side => side > 0) && known is not (1 or 2))
            throw new InvalidModelException($"{source}: the output '{name}' has {known} classes; a blur classifier has two.");
    }

    private static void RequirePerChannel(double[] values, string option, int channels)
    {
        if (values.Length > 1 && values.Length != channels)
            throw new ArgumentException($"{nameof(OnnxModelOptions)}.{option} has {values.Length} values; it takes none, one for all, or " +
                $"one for each of {channels} channels.");
    }
}
