namespace BlurDetection.Models;

/// <summary>Keys of the custom metadata inside a BlurDetection ONNX file. All values are text, numbers in the invariant culture.</summary>
internal static class ModelMetadataKeys
{
    /// <summary>Version of this metadata scheme; "1".</summary>
    public const string Format = "blurdetection.format";

    /// <summary>Model name, for people ("default-2026.1", "notebook").</summary>
    public const string Name = "blurdetection.name";

    /// <summary>Class names in output order, comma separated; "blur,focus".</summary>
    public const string ClassNames = "blurdetection.class_names";

    /// <summary>Least probability of blur at which an image counts as blurred.</summary>
    public const string Threshold = "blurdetection.threshold";

    /// <summary>JSON: an object with "low", "medium" and "high", each {"threshold": t, "false_alarm_rate": r} as measured
    /// at training.</summary>
    public const string Sensitivities = "blurdetection.sensitivities";

    /// <summary>Evidence output below which the verdict is indeterminate; absent for models without that output.</summary>
    public const string EvidenceThreshold = "blurdetection.evidence_threshold";

    /// <summary>Probability of blur given to a double image, 0 to 1; absent where a model answers for them itself.</summary>
    public const string DoubleImage = "blurdetection.double_image";

    /// <summary>JSON of <see cref="Imaging.Preprocessing"/>: channels, long_side, width, height, version.</summary>
    public const string Preprocessing = "blurdetection.preprocessing";

    /// <summary>SHA-256 over the training data (sorted content hashes), hexadecimal.</summary>
    public const string DataHash = "blurdetection.data_hash";

    /// <summary>JSON object of measured figures.</summary>
    public const string Metrics = "blurdetection.metrics";

    /// <summary>Side in pixels of the image patch that a cell of the map stands for; a whole number above 0.</summary>
    public const string MapStride = "blurdetection.map_stride";

    /// <summary>JSON of the layer list the weights belong to, so that a model can be summarised and fine-tuned.</summary>
    public const string Layers = "blurdetection.layers";
}
