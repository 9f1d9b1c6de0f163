namespace BlurDetection.Training.Degradation;

/// <summary>What lies behind a subject. Only with another ground is its outline one of things, and not of blur alone.</summary>
internal enum Ground
{
    /// <summary>The scene itself.</summary>
    Same,

    /// <summary>The scene turned by 180 degrees.</summary>
    Turned,

    /// <summary>Another scene.</summary>
    Other,
}
