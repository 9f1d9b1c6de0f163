namespace BlurDetection.Synthesis.Scenes;

/// <summary>What lies behind a subject. Only with another background is its outline one of things, and not of blur alone.</summary>
internal enum Background
{
    /// <summary>The scene itself.</summary>
    Same,

    /// <summary>The scene turned by 180 degrees.</summary>
    Turned,

    /// <summary>Another scene.</summary>
    Other,
}
