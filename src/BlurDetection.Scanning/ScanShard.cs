using System.Globalization;

namespace BlurDetection.Scanning;

/// <summary>One of several equal shares of the images, chosen by a hash of the path: the same on every machine.</summary>
/// <param name="Index">Which share, counted from 1.</param>
/// <param name="Count">How many shares there are.</param>
public readonly record struct ScanShard(int Index, int Count)
{
    /// <summary>Most shares that a scan can be cut into.</summary>
    public const int MaxCount = 9999;

    /// <summary>All images.</summary>
    public static ScanShard Whole { get; } = new(1, 1);

    /// <summary>Reads "2/8", the second of eight shares.</summary>
    /// <param name="text">Index and count, with a slash between.</param>
    /// <param name="shard">The share.</param>
    /// <returns>Whether the text is a share.</returns>
    public static bool TryParse(string text, out ScanShard shard)
    {
        ArgumentNullException.ThrowIfNull(text);
        shard = Whole;
        if (text.Split('/') is not [var index, var count]) return false;
        if (!int.TryParse(index, NumberStyles.None, CultureInfo.InvariantCulture, out int i)
            || !int.TryParse(count, NumberStyles.None, CultureInfo.InvariantCulture, out int n)) return false;
        shard = new ScanShard(i, n);
        return shard.IsValid;
    }

    /// <summary>Whether an image belongs to this share.</summary>
    /// <param name="path">The image's path below the root, with forward slashes.</param>
    public bool Contains(string path) => Count == 1 || Contains(PathHash.Of(path));

    /// <inheritdoc/>
    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Index}/{Count}");

    internal bool IsValid => Index >= 1 && Index <= Count && Count <= MaxCount;

    internal bool Contains(UInt128 pathHash) => Count == 1 || (ulong)(pathHash >> 64) % (ulong)Count == (ulong)(Index - 1);
}
