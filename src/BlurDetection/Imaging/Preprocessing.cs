using System.Text.Json.Serialization;

namespace BlurDetection.Imaging;

/// <summary>How an upright image becomes the network's input. Travels with the weights, so that training and prediction
/// cannot differ.</summary>
public sealed record Preprocessing
{
    /// <summary>Luma, long side at most 960, never enlarged: the default model's input.</summary>
    public static Preprocessing Default { get; } = new() { Resampling = Resampling.Lanczos3 };

    /// <summary>Red, green, blue, squeezed to 128x128: the input of the original notebook's network.</summary>
    public static Preprocessing Notebook { get; } = new() { Channels = 3, LongSide = null, Width = 128, Height = 128 };

    /// <summary>1 for luma (ITU-R BT.601), 3 for red, green, blue. Default 1.</summary>
    public int Channels { get; init; } = 1;

    /// <summary>The longer side is scaled down to this many pixels, and never up; <see langword="null"/> for a fixed
    /// size. Default 960.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.Never)] // null means something here
    public int? LongSide { get; init; } = 960;

    /// <summary>Fixed width in pixels, the aspect ratio given up; only where <see cref="LongSide"/> is <see langword="null"/>.</summary>
    public int? Width { get; init; }

    /// <summary>Fixed height in pixels; only where <see cref="LongSide"/> is <see langword="null"/>.</summary>
    public int? Height { get; init; }

    /// <summary>The kernel by which larger images are made smaller. Default <see cref="Resampling.Area"/>, since models that do not say
    /// it were trained so.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Resampling Resampling { get; init; }

    /// <summary>The version of the decoding and scaling rules. Raised whenever the numbers that reach the network change.</summary>
    public int Version { get; init; } = 1;
}
