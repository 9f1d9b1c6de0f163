namespace BlurDetection.Synthesis;

/// <summary>What <see cref="BlurSynthesizer"/> draws, and where "blurred" begins.</summary>
public sealed record SynthesisOptions
{
    /// <summary>Visible width, in pixels, that a person calls blurred half of the time. Default 2.6; 1 is perfectly sharp.</summary>
    public double VisibleThreshold { get; init; } = 2.6;

    /// <summary>How gradual the change from focus to blur is, in doublings of the width. Default 0.16.</summary>
    public double ThresholdSoftness { get; init; } = 0.16;

    /// <summary>Greatest visible width of defocus and other soft blur, in pixels. Default 40.</summary>
    public double GreatestWidth { get; init; } = 40;

    /// <summary>Greatest visible width of shaken and moving images, in pixels; what moves alone in a long exposure goes as far as the
    /// image allows. Default 45.</summary>
    public double GreatestMotionWidth { get; init; } = 45;

    /// <summary>Scales the noise of the camera; 1 is everything from daylight to a dark street. Default 1.</summary>
    public double NoiseStrength { get; init; } = 1;

    /// <summary>Chance of overlays (text, logos, bars, frames), 0 to 1. Default 0.35.</summary>
    public double OverlayChance { get; init; } = 0.35;

    /// <summary>Chance of a faint watermark over the whole image, 0 to 1. Default 0.15.</summary>
    public double WatermarkChance { get; init; } = 0.15;

    /// <summary>Chance of heavy processing in the camera, 0 to 1: grain, watercolour-like denoising, crushed blacks and hard contrast,
    /// sharpening once the image is small. Default 0.3.</summary>
    public double HeavyProcessingChance { get; init; } = 0.3;

    /// <summary>Whether an image with a sharp subject before a soft background, or the other way round, tells the width of its subject as
    /// <see cref="SynthesizedImage.Strength"/>; otherwise it tells none. Default <see langword="true"/>.</summary>
    public bool SubjectStrength { get; init; } = true;

    /// <summary>Least share of the image that a sharp subject before a soft background covers, 0 to 0.55. Default 0.2: a small sharp
    /// thing in a blurred image does not make it one in focus.</summary>
    public double LeastSharpSubject { get; init; } = 0.2;

    /// <summary>Chance that what stands behind a subject is another scene, where one is given, 0 to 1. Default 0.5.</summary>
    public double OtherBackgroundChance { get; init; } = 0.5;

    /// <summary>Share of the soft backgrounds that a panned camera makes, 0 to 1; the others are out of focus. Default 0.5.</summary>
    public double PannedShare { get; init; } = 0.5;

    /// <summary>Chance of rain or snow before the camera, 0 to 1. Default 0.05: its streaks are no motion blur, and its flakes make no
    /// blurred image sharp.</summary>
    public double WeatherChance { get; init; } = 0.05;

    /// <summary>Chance of veils of scattered light around bright places, 0 to 1. Default 0.06.</summary>
    public double GlareChance { get; init; } = 0.06;

    /// <summary>Chance of a round field with a sharp rim, as a microscope or an endoscope shows it, 0 to 1. Default 0.03.</summary>
    public double FieldStopChance { get; init; } = 0.03;

    /// <summary>Chance of a phone's processing in poor light, 0 to 1: smoothing that keeps edges, then strong sharpening.
    /// Default 0.12.</summary>
    public double PhoneProcessingChance { get; init; } = 0.12;

    /// <summary>Chance that the scene is a print or a display, 0 to 1: halftone dots, dither, a grid of pixels. Default 0.06.</summary>
    public double PrintChance { get; init; } = 0.06;

    /// <summary>Chance that no camera follows the blur, 0 to 1: no noise, no processing, no overlays, as in what programs
    /// draw. Default 0.1.</summary>
    public double CleanChance { get; init; } = 0.1;

    /// <summary>Relative frequency of each recipe; one that is missing is never drawn.</summary>
    public IReadOnlyDictionary<SynthesisRecipe, double> Mixture { get; init; } = DefaultMixture;

    /// <summary>What is drawn where nothing else is asked for.</summary>
    public static IReadOnlyDictionary<SynthesisRecipe, double> DefaultMixture { get; } = new Dictionary<SynthesisRecipe, double>
    {
        [SynthesisRecipe.Sharp] = 0.30,
        [SynthesisRecipe.SoftBackground] = 0.09,
        [SynthesisRecipe.Defocus] = 0.15,
        [SynthesisRecipe.CameraShake] = 0.14,
        [SynthesisRecipe.StraightMotion] = 0.06,
        [SynthesisRecipe.Gaussian] = 0.03,
        [SynthesisRecipe.Upscaled] = 0.03,
        [SynthesisRecipe.ShakeAndDefocus] = 0.03,
        [SynthesisRecipe.SoftSubject] = 0.05,
        [SynthesisRecipe.ObjectMotion] = 0.05,
        [SynthesisRecipe.DepthRamp] = 0.03,
        [SynthesisRecipe.Halves] = 0.05,
        [SynthesisRecipe.Blank] = 0.02,
        [SynthesisRecipe.RolledShake] = 0.08,
        [SynthesisRecipe.LongExposure] = 0.04,
        [SynthesisRecipe.DoubleImage] = 0.07,
    };
}
