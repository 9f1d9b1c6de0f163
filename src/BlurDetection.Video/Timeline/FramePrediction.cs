namespace BlurDetection.Video;

/// <summary>What the model says of one frame.</summary>
/// <param name="Time">The frame's presentation time.</param>
/// <param name="Prediction">The prediction, without its map.</param>
public sealed record FramePrediction(TimeSpan Time, BlurPrediction Prediction)
{
    /// <summary>The frame's time stamp in the units of its stream.</summary>
    internal long? Pts { get; init; }

    /// <summary>A JSON object without line break: <c>seconds</c>, <c>verdict</c>, <c>probability</c>, <c>threshold</c>, <c>strength</c>,
    /// <c>kind</c>, <c>reason</c>; those without a value are left out.</summary>
    public string ToJson() => TimelineRow.Of(this).ToJson();
}
