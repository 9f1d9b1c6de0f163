namespace BlurDetection.Video;

/// <summary>What a single frame shows of each condition; <see langword="null"/> where it cannot tell.</summary>
internal readonly record struct CameraConditions(
    bool? Blurry, bool? Dark, bool? Bright, bool? OtherScene, bool? Blocked, double Strength, bool IsUsual)
{
    // Of 255: in a lit scene at night one pixel in twenty is brighter.
    private const float DarkLuma = 40;
    private const float WhiteShare = 0.6f, WhiteMore = 0.3f;

    // Smeared over more than 32 pixels of 960: nothing of a scene is left but tones.
    private const double ShapelessStrength = 5, FeaturelessStrength = 3.5;

    public static CameraConditions Of(
        BlurPrediction prediction, SceneThumbnail scene, HourModel? usual, CameraState state, CameraMonitorOptions options)
    {
        var evidence = prediction.Verdict != BlurVerdict.Indeterminate;
        var strength = prediction.Strength ?? 4 * prediction.Probability;
        var dark = scene.BrightestDark < DarkLuma && (usual is null || scene.Mean < usual.Mean / 2);
        var bright = scene.BrightShare > WhiteShare && (usual is null || scene.BrightShare > usual.BrightShare + WhiteMore);
        if (dark || bright) return new(null, dark, bright, null, null, strength, IsUsual: false);
        var unlike = state.Correlation(scene, options.LearningFrames) < options.SceneCorrelation;
        var blocked = prediction.Reason == IndeterminateReason.Flat && scene.BrightestDark >= DarkLuma
            || (unlike || usual is null) && strength > ShapelessStrength
            || unlike && strength > FeaturelessStrength && prediction.Reason == IndeterminateReason.TooLittleDetail;
        if (blocked) return new(null, false, false, null, true, strength, IsUsual: false);
        if (!evidence) return new(null, false, false, null, null, strength, IsUsual: false);
        if (usual is null && state.IsAccepted) return new(false, false, false, false, false, strength, IsUsual: true);
        var blurry = prediction.Verdict == BlurVerdict.Blurred
            && (usual is null || strength > usual.Strength + Math.Max(options.BlurMargin, 3 * Math.Sqrt(usual.StrengthVariance)));
        return new(blurry, false, false, blurry ? null : unlike, false, strength, IsUsual: !blurry && !unlike);
    }
}
