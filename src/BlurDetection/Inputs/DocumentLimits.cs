namespace BlurDetection.Inputs;

/// <summary>The one limit of files of text that a user names: label files, layer lists, recipes, manifests, states, sidecars.</summary>
internal static class DocumentLimits
{
    /// <summary>64 MiB: over a million rows of a label file, and a thousand times the largest recipe.</summary>
    public const int MaxBytes = 64 << 20;
}
