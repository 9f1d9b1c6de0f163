namespace BlurDetection.Evaluation.Data;

/// <summary>What identifies an image: its bytes, and what it looks like from afar.</summary>
/// <param name="ContentHash">SHA-256 of the file's bytes, lower-case hexadecimal.</param>
/// <param name="Width">Width of the upright image in pixels.</param>
/// <param name="Height">Height of the upright image in pixels.</param>
/// <param name="PerceptualHash">64-bit difference hash of the luma, see <see cref="Data.PerceptualHash"/>.</param>
/// <param name="Thumbnail">32x32 luma, row by row, 0 to 255: confirms what the hash suspects.</param>
internal sealed record ImageFingerprint(string ContentHash, int Width, int Height, ulong PerceptualHash, ReadOnlyMemory<byte> Thumbnail);
