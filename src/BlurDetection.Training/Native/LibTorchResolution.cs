namespace BlurDetection.Training.Native;

internal enum LibTorchResolution
{
    /// <summary>The runtime loaded the library itself, or was not asked yet.</summary>
    NotAsked,

    /// <summary>The failure was another one than the version need; left as it is.</summary>
    NotOurs,

    /// <summary>A patched copy was loaded.</summary>
    Patched,

    /// <summary>A patched copy was needed and could not be loaded.</summary>
    Failed,
}
