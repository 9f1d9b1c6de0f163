namespace BlurDetection.Synthesis;

/// <summary>The ways in which <see cref="BlurSynthesizer"/> makes an image.</summary>
public enum SynthesisRecipe
{
    /// <summary>In focus all over.</summary>
    Sharp,

    /// <summary>A sharp subject before a soft background: focus.</summary>
    SoftBackground,

    /// <summary>Out of focus all over: disk, polygon, Airy, with or without astigmatism.</summary>
    Defocus,

    /// <summary>A shaken camera: random-walk path with inertia, jerks and pauses.</summary>
    CameraShake,

    /// <summary>Straight, even motion of the whole image.</summary>
    StraightMotion,

    /// <summary>A gaussian, round or stretched.</summary>
    Gaussian,

    /// <summary>A small image enlarged.</summary>
    Upscaled,

    /// <summary>Shaken and out of focus at once.</summary>
    ShakeAndDefocus,

    /// <summary>A soft subject before a sharp background: blur.</summary>
    SoftSubject,

    /// <summary>A moving object over a still background.</summary>
    ObjectMotion,

    /// <summary>A tilted background, in focus along one line only or nowhere.</summary>
    DepthRamp,

    /// <summary>Sharp on one side of a line and blurred on the other.</summary>
    Halves,

    /// <summary>Nothing to classify: flat, graded, clipped or noise.</summary>
    Blank,

    /// <summary>A shaken camera that rolls as well: streaks turn around a point, and each place has its own.</summary>
    RolledShake,

    /// <summary>A part that moved far while the rest stood still: streaks, ghosts, trails of lamps, what passes within its place, what a
    /// camera that goes along leaves behind.</summary>
    LongExposure,

    /// <summary>Two or three shifted images of the scene in one: a flash in a shaken exposure, blended frames,
    /// interlaced fields.</summary>
    DoubleImage,
}
