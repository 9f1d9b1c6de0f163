namespace BlurDetection.Training.DefaultModel;

/// <summary>What someone saw at a place of a photograph.</summary>
internal enum PlaceKind : byte
{
    /// <summary>Hard to tell.</summary>
    Doubt,

    /// <summary>In focus, or so flat that nothing speaks against it beside what is in focus.</summary>
    Focus,

    /// <summary>Out of focus or moved, and clearly so even where the photograph is 400 pixels wide.</summary>
    Soft,
}
