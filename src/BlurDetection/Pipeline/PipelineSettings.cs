using System.Globalization;
using BlurDetection.Imaging;

namespace BlurDetection.Pipeline;

/// <summary>What the mappings need to know of the model. A custom mapping is saved by its name alone, so this travels as
/// a text column.</summary>
internal sealed record PipelineSettings(
    Preprocessing Preprocessing, double Threshold, double? EvidenceThreshold, long MaxPixels, int MaxEncodedBytes, bool AllowTurboJpeg,
    double? DoubleImage = null)
{
    private const char Separator = ';';

    public ImageDecoderOptions Decoding => new()
    {
        MaxPixels = MaxPixels,
        MaxEncodedBytes = MaxEncodedBytes,
        AllowTurboJpeg = AllowTurboJpeg,
    };

    /// <summary>Letters, digits and "=;.-" only, so that it can stand in an expression as it is.</summary>
    public string ToText() => string.Join(Separator,
    [
        Text("version", Preprocessing.Version),
        Text("channels", Preprocessing.Channels),
        Text("long_side", Preprocessing.LongSide),
        Text("width", Preprocessing.Width),
        Text("height", Preprocessing.Height),
        Text("resampling", (int)Preprocessing.Resampling),
        Text("threshold", Threshold),
        Text("evidence_threshold", EvidenceThreshold),
        Text("max_pixels", MaxPixels),
        Text("max_encoded_bytes", MaxEncodedBytes),
        Text("allow_turbo_jpeg", AllowTurboJpeg ? 1 : 0),
        Text("double_image", DoubleImage),
    ]);

    public static PipelineSettings Parse(string text)
    {
        var values = text.Split(Separator).Select(pair => pair.Split('=')).ToDictionary(pair => pair[0], pair => pair[1]);
        var preprocessing = new Preprocessing
        {
            Version = Whole("version")!.Value,
            Channels = Whole("channels")!.Value,
            LongSide = Whole("long_side"),
            Width = Whole("width"),
            Height = Whole("height"),
            Resampling = values.ContainsKey("resampling") ? (Resampling)Whole("resampling")!.Value : Resampling.Area,
        };
        // Models that were saved before the last three were kept have the defaults.
        var usual = ImageDecoderOptions.Default;
        return new PipelineSettings(preprocessing, Real("threshold")!.Value, Real("evidence_threshold"), (long)Real("max_pixels")!.Value,
            values.ContainsKey("max_encoded_bytes") ? Whole("max_encoded_bytes")!.Value : usual.MaxEncodedBytes,
            values.ContainsKey("allow_turbo_jpeg") ? Whole("allow_turbo_jpeg") == 1 : usual.AllowTurboJpeg,
            values.ContainsKey("double_image") ? Real("double_image") : null);

        int? Whole(string name) => values[name].Length == 0 ? null : int.Parse(values[name], CultureInfo.InvariantCulture);
        double? Real(string name) => values[name].Length == 0 ? null : double.Parse(values[name], CultureInfo.InvariantCulture);
    }

    private static string Text(string name, IFormattable? value) => $"{name}={value?.ToString(null, CultureInfo.InvariantCulture)}";
}
