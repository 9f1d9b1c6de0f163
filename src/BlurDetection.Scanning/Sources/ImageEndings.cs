using System.Collections.Frozen;
using BlurDetection.Evaluation.Data;
using BlurDetection.Evaluation.Files;

namespace BlurDetection.Scanning.Sources;

/// <summary>Which files are images by their ending, whether or not a decoder for them is installed.</summary>
internal static class ImageEndings
{
    // What no decoder takes becomes a row with an error, so that nobody believes it was looked at.
    private static readonly FrozenSet<string> Known = ImageFiles.Endings.Concat(
    [
        ".tif", ".tiff", ".heic", ".heif", ".avif", ".jxl", ".jp2", ".j2k", ".exr", ".fits", ".fit", ".psd", ".psb", ".dcm",
        ".dng", ".cr2", ".cr3", ".nef", ".arw", ".raf", ".orf", ".rw2", ".pef", ".srw",
    ]).ToFrozenSet(StringComparer.OrdinalIgnoreCase);

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> Lookup = Known.GetAlternateLookup<ReadOnlySpan<char>>();

    /// <summary>Whether a file is an image by its ending, in lower or upper case.</summary>
    /// <param name="name">A name or a path.</param>
    public static bool IsImage(ReadOnlySpan<char> name) => Lookup.Contains(Path.GetExtension(name));
}
