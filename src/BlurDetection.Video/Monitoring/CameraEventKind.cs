namespace BlurDetection.Video;

/// <summary>What may be wrong with a camera. All names but <see cref="Blocked"/> are topics under ONVIF's
/// <c>tns1:VideoSource</c>.</summary>
public enum CameraEventKind
{
    /// <summary>The image is softer than this scene usually is at this hour: out of focus, a dirty or wet lens, vibration.</summary>
    ImageTooBlurry,

    /// <summary>Hardly anything can be seen, and at this hour it usually can.</summary>
    ImageTooDark,

    /// <summary>Most of the image is white, and at this hour it usually is not.</summary>
    ImageTooBright,

    /// <summary>The camera shows another scene: it was moved or turned.</summary>
    GlobalSceneChange,

    /// <summary>Something covers the lens.</summary>
    Blocked,

    /// <summary>The camera gives no frames.</summary>
    SignalLoss,
}
