namespace BlurDetection.Scanning.Actions;

/// <summary>What is done with images.</summary>
public enum ImageActionKind
{
    /// <summary>Moves them into another folder.</summary>
    Move = 0,

    /// <summary>Copies them into another folder.</summary>
    Copy = 1,

    /// <summary>Puts symbolic links to them into another folder.</summary>
    Link = 2,

    /// <summary>Writes rating, pick label and keywords into XMP sidecars; the images are not touched.</summary>
    Tag = 3,

    /// <summary>Moves them into the trash beside the results, from where undo brings them back.</summary>
    Delete = 4,
}
