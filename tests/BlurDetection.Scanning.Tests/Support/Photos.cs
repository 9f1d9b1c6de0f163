namespace BlurDetection.Scanning.Tests.Support;

/// <summary>Rendered images, few different ones, each drawn once.</summary>
internal static class Photos
{
    private static readonly Lazy<byte[]> LazySharp = new(() => Images.Sharp(160, 120, 3)),
        LazyBlurred = new(() => Images.Blurred(160, 120, 3, 5));

    public static byte[] Sharp => LazySharp.Value;

    public static byte[] Blurred => LazyBlurred.Value;

    /// <summary>Starts like a JPEG and is none.</summary>
    public static byte[] Damaged { get; } = [0xFF, 0xD8, 0xFF, 0xE0, 1, 2, 3, 4];

    /// <summary>Fills folders with images: every third blurred, every fiftieth damaged.</summary>
    public static void Fill(TempFolder folder, string below, int count)
    {
        for (int i = 0; i < count; i++)
            folder.Add($"{below}/{i / 25:D3}/{i:D4}.jpg", i % 50 == 7 ? Damaged : i % 3 == 0 ? Blurred : Sharp);
    }
}
