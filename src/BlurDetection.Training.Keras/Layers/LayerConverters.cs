using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

/// <summary>All layers that are read and written.</summary>
internal static class LayerConverters
{
    private static readonly LayerConverter[] All =
    [
        new ActivationConverter(), new AddConverter(), new AveragePooling2DConverter(), new BatchNormalizationConverter(),
        new CenterCropConverter(),
        new ConcatenateConverter(), new Conv2DConverter(), new DenseConverter(), new DepthwiseConv2DConverter(), new DropoutConverter(),
        new ELUConverter(),
        new FlattenConverter(), new GlobalAveragePooling2DConverter(), new GlobalMaxPooling2DConverter(), new IdentityConverter(),
        new LeakyReLUConverter(),
        new MaxPooling2DConverter(), new MultiplyConverter(), new NormalizationConverter(), new PReLUConverter(), new ReLUConverter(),
        new RescalingConverter(),
        new ResizingConverter(), new SeparableConv2DConverter(), new SoftmaxConverter(), new UpSampling2DConverter(),
        new ZeroPadding2DConverter(),
    ];

    private static readonly Dictionary<Type, LayerConverter> ByType = All.ToDictionary(converter => converter.LayerType);

    private static readonly Dictionary<string, LayerConverter> ByName =
        All.SelectMany(converter => converter.ClassNames.Select(name => (name, converter)))
            .ToDictionary(pair => pair.name, pair => pair.converter);

    /// <summary>Keras's names of all layers that are read.</summary>
    internal static IEnumerable<string> ClassNames => ByName.Keys.Order(StringComparer.Ordinal);

    internal static LayerConverter? For(Layer layer) => ByType.GetValueOrDefault(layer.GetType());

    /// <exception cref="UnsupportedKerasLayerException">The layer, or one of its options, is not supported.</exception>
    internal static Layer Read(LayerConfig config)
    {
        if (!ByName.TryGetValue(config.ClassName, out var converter)) throw config.Unsupported("layers of this type are not supported.");
        var layer = converter.Read(config);
        config.RequireNothingElse();
        return layer;
    }

    /// <exception cref="UnsupportedKerasLayerException">Keras has no such layer.</exception>
    internal static JsonObject Write(ResolvedLayer layer, KerasDialect dialect, out string className)
    {
        var converter = For(layer.Layer)
            ?? throw new UnsupportedKerasLayerException(layer.Name, layer.Layer.GetType().Name, "{}", "Keras has no such layer.");
        className = converter.ClassName(layer.Layer);
        var config = new JsonObject { ["name"] = layer.Name, ["trainable"] = true, ["dtype"] = "float32" };
        converter.Write(layer, dialect, config);
        return config;
    }
}
