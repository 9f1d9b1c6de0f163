using System.Text.Json.Serialization;

namespace BlurDetection.Video;

/// <summary>What was learned of a scene at one hour of the day.</summary>
internal sealed class HourModel
{
    // Two weeks of an hour at one frame in ten seconds weigh as much as all before.
    private const int MostFrames = 5000;
    private const float StructureScale = 127 / 3f;

    [JsonInclude]
    public int Frames { get; set; }

    [JsonInclude]
    public double Strength { get; set; }

    [JsonInclude]
    public double StrengthVariance { get; set; }

    [JsonInclude]
    public double Mean { get; set; }

    [JsonInclude]
    public double BrightShare { get; set; }

    /// <summary>The mean structure, a byte for each pixel around 128.</summary>
    [JsonInclude]
    public byte[] Structure { get; set; } = [];

    public void Learn(double strength, SceneThumbnail scene)
    {
        Frames = Math.Min(Frames + 1, MostFrames);
        var weight = 1.0 / Frames;
        var difference = strength - Strength;
        Strength += weight * difference;
        StrengthVariance += weight * (difference * (strength - Strength) - StrengthVariance);
        Mean += weight * (scene.Mean - Mean);
        BrightShare += weight * (scene.BrightShare - BrightShare);
        // A byte cannot take a hundredth of a step, so the structure follows at a fixed pace.
        Structure = Mixed(Structure, scene.Structure, Math.Max(weight, 0.05));
    }

    public float[] StructureValues() => Array.ConvertAll(Structure, value => (value - 128) / StructureScale);

    private static byte[] Mixed(byte[] old, float[] structure, double weight)
    {
        var mixed = new byte[structure.Length];
        for (var i = 0; i < mixed.Length; i++)
        {
            var value = 128 + structure[i] * StructureScale;
            mixed[i] = (byte)Math.Clamp(Math.Round(old.Length == 0 ? value : old[i] + weight * (value - old[i])), 1, 255);
        }
        return mixed;
    }

    /// <summary>True if a saved model can be used.</summary>
    [JsonIgnore]
    public bool IsSound => Frames >= 0 && double.IsFinite(Strength + StrengthVariance + Mean + BrightShare)
        && Structure.Length is 0 or SceneThumbnail.Width * SceneThumbnail.Height;
}
