using System.Text.Json.Nodes;
using BlurDetection.Training.Keras.Config;
using BlurDetection.Training.Layers;

namespace BlurDetection.Training.Keras.Layers;

/// <summary>Layers that do nothing at prediction. Written as an activation that does nothing either, which every version knows.</summary>
internal sealed class IdentityConverter : LayerConverter<Identity>
{
    internal override IReadOnlyList<string> ClassNames =>
    [
        "Identity", "RandomFlip", "RandomRotation", "RandomZoom", "RandomTranslation", "RandomContrast", "RandomBrightness", "RandomHeight",
        "RandomWidth",
        "RandomShear", "RandomHue", "RandomSaturation", "RandomSharpness", "RandomColorJitter", "RandomGaussianBlur", "RandomGrayscale",
        "RandomErasing",
        "RandomInvert", "RandomPosterization", "RandomPerspective", "RandomElasticTransform", "SpatialDropout2D", "GaussianNoise",
        "GaussianDropout", "AlphaDropout", "ActivityRegularization",
    ];

    internal override string ClassName(Layer layer) => "Activation";

    internal override Layer Read(LayerConfig config)
    {
        // These two of TensorFlow.js change images at prediction, too.
        if (config is { Dialect: KerasDialect.TensorFlowJs, ClassName: "RandomHeight" or "RandomWidth" })
            throw config.Unsupported("TensorFlow.js applies it at prediction, too.");
        config.IgnoreTheRest();
        return new Identity { Replaces = config.ClassName == "Identity" ? null : config.ClassName };
    }

    private protected override void Write(Identity layer, ResolvedLayer place, KerasDialect dialect, JsonObject config) =>
        config["activation"] = "linear";
}
