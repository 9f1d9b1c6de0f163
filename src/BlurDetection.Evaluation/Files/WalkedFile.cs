namespace BlurDetection.Evaluation.Files;

/// <summary>A file that a <see cref="FolderWalk"/> found, or a folder that it could not open.</summary>
/// <param name="Path">The path: that of the walk's folder with the names below it.</param>
/// <param name="RelativePath">The path below the walk's folder, with '/' between folders; a folder's ends in '/'.</param>
/// <param name="Length">Bytes; 0 for a folder.</param>
/// <param name="Modified">When it was last written, UTC.</param>
/// <param name="Refused">Why the folder cannot be opened; <see langword="null"/> for a file.</param>
internal sealed record WalkedFile(string Path, string RelativePath, long Length, DateTime Modified, Exception? Refused = null);
