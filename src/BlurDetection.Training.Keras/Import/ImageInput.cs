using BlurDetection.Imaging;
using BlurDetection.Training.Layers;
using BlurDetection.Training.Networks;

namespace BlurDetection.Training.Keras.Import;

/// <summary>Gives a model's beginning the form that classifiers here have: pixels from 0 to 255 of a size that is known.</summary>
internal static class ImageInput
{
    // A scale brings 0..255 to a span between these, unless the model is not given pixels.
    private const double LeastSpan = 0.5, GreatestSpan = 4.1;

    internal static (Network Network, Preprocessing Preprocessing) Adapt(
        Network network, IReadOnlyDictionary<string, NetworkWeight> weights, KerasImportOptions options)
    {
        var sized = Sized(network, options);
        return (Scaled(sized, weights, options), new Preprocessing
        {
            Channels = sized.Input.Channels,
            LongSide = sized.Input.Height is null ? options.LongSide : null,
            Height = sized.Input.Height,
            Width = sized.Input.Width,
        });
    }

    /// <summary>A name that no layer has.</summary>
    internal static string Free(Network network, string name) =>
        Enumerable.Range(0, int.MaxValue).Select(i => i == 0 ? name : $"{name}_{i}").First(free => !network.LayerNames.Contains(free));

    private static Network Sized(Network network, KerasImportOptions options)
    {
        if (network.Input.Height is not null)
            return options.Size is null && options.LongSide is null ? network : throw new InvalidModelException(
                $"The model '{network.Name}' takes {network.Input.Height}x{network.Input.Width} pixels; no other size can be chosen.");
        if (options.Size is null == options.LongSide is null)
            throw new InvalidModelException($"The model '{network.Name}' takes images of any size. Say either a size (the option " +
                $"Size, or --size) or the longer side that images are scaled down to (LongSide, or --long-side).");
        if (options.Size is { Height: < 1 } or { Width: < 1 } || options.LongSide < 1)
            throw new InvalidModelException("A size is at least 1 pixel.");
        return options.Size is { } size
            ? new Network(network.Name, network.Input with { Height = size.Height, Width = size.Width }, network.Layers, network.Outputs)
            : network;
    }

    private static Network Scaled(Network network, IReadOnlyDictionary<string, NetworkWeight> weights, KerasImportOptions options)
    {
        bool? takesPixels = TakesPixels(network, weights, NetworkResolver.InputName);
        if (options.Pixels is not { } range)
        {
            if (takesPixels == true) return network;
            string doubt = takesPixels is null
                ? "has no layer that rescales pixels" : "rescales its input, but not as pixels from 0 to 255 need it";
            throw new InvalidModelException(
                $"The model '{network.Name}' {doubt}, and its file does not say which values it was trained on. " +
                $"Say it (the option Pixels, or --pixels): 0..255, 0..1 or -1..1.");
        }
        if (range == PixelRange.ZeroTo255) return network;
        if (takesPixels == true)
            throw new InvalidModelException($"The model '{network.Name}' rescales pixels from 0 to 255 itself; a second time would " +
                $"be wrong. Leave the range of pixels out.");
        string name = Free(network, "input_rescaling");
        Layer scaling = range == PixelRange.ZeroToOne ? new Rescaling(1 / 255.0) { Name = name }
            : new Rescaling(1 / 127.5) { Offset = -1, Name = name };
        var layers = network.Resolved.Select(resolved => resolved.Layer with
        {
            Name = resolved.Name,
            Inputs = resolved.Layer.Inputs is null ? null
                : [.. resolved.Inputs.Select(input => input == NetworkResolver.InputName ? name : input)],
        });
        return new Network(network.Name, network.Input, [scaling, .. layers], network.Outputs);
    }

    // True if everything that reads the image scales pixels first, false if it scales something else, null if nothing scales.
    private static bool? TakesPixels(Network network, IReadOnlyDictionary<string, NetworkWeight> weights, string from)
    {
        var answers = network.Resolved.Where(layer => layer.Inputs.Contains(from)).Select(layer => layer.Layer switch
        {
            Rescaling rescaling => Math.Abs(rescaling.Scale) * 255 is >= LeastSpan and <= GreatestSpan,
            Normalization => weights[$"{layer.Name}/mean"].Values.Any(mean => mean > GreatestSpan),
            Identity or Resizing or CenterCrop or ZeroPadding2D => TakesPixels(network, weights, layer.Name),
            _ => (bool?)null,
        }).Distinct().ToList();
        return answers is [var one] ? one : null;
    }
}
