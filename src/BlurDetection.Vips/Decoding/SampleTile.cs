namespace BlurDetection.Vips.Decoding;

/// <summary>A rectangle of pixels.</summary>
internal readonly record struct SampleTile(int Left, int Top, int Width, int Height);
