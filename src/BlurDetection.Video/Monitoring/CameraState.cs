using System.Text.Json.Serialization;

namespace BlurDetection.Video;

/// <summary>All that a monitor remembers.</summary>
internal sealed class CameraState
{
    public const int CurrentVersion = 1;

    // An hour's neighbours stand in until it is learned itself.
    private static readonly int[] NearHours = [0, -1, 1, -2, 2];

    [JsonRequired]
    public int Version { get; set; } = CurrentVersion;

    [JsonRequired]
    public HourModel[] Hours { get; set; } = NewHours();

    /// <summary>The scene of the last frames: it follows dawn and dusk, which the hours of the first day cannot know.</summary>
    public HourModel Recent { get; set; } = new();

    public Dictionary<CameraEventKind, ConditionTracker> Conditions { get; set; } = [];

    public DateTimeOffset? LastTime { get; set; }

    /// <summary>True if the operator said that the image is as it should be; hours that are not learned yet are learned
    /// as they are.</summary>
    public bool IsAccepted { get; set; }

    public bool IsSound =>
        Version == CurrentVersion && Hours is { Length: 24 } && Array.TrueForAll(Hours, hour => hour is { IsSound: true })
        && Recent is { IsSound: true } && Conditions is not null;

    /// <summary>What is usual at an hour; <see langword="null"/> if nothing near it was learned.</summary>
    public HourModel? Usual(int hour, int learningFrames) =>
        NearHours.Select(offset => Hours[(hour + offset + 24) % 24]).FirstOrDefault(model => model.Frames >= learningFrames);

    public void Learn(int hour, double strength, SceneThumbnail scene)
    {
        Hours[hour].Learn(strength, scene);
        Recent.Learn(strength, scene);
    }

    /// <summary>How alike a scene is to the most similar one that was learned; <see langword="null"/> if none was.</summary>
    public double? Correlation(SceneThumbnail scene, int learningFrames)
    {
        var learned = Hours.Append(Recent).Where(model => model.Frames >= learningFrames).ToArray();
        return learned.Length == 0 ? null : learned.Max(model => SceneThumbnail.Correlation(model.StructureValues(), scene.Structure));
    }

    public void Forget()
    {
        Hours = NewHours();
        Recent = new HourModel();
        Conditions.Clear();
        IsAccepted = false;
    }

    private static HourModel[] NewHours() => [.. Enumerable.Range(0, 24).Select(_ => new HourModel())];
}
