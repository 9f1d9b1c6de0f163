using SkiaSharp;

namespace SampleImages.Rendering;

/// <summary>The DejaVu fonts (Debian: fonts-dejavu-core). Another font would draw other images, so there is no fallback.</summary>
internal static class Fonts
{
    private const string Folder = "/usr/share/fonts/truetype/dejavu";

    public static SKTypeface Sans { get; } = Open("DejaVuSans.ttf");
    public static SKTypeface Bold { get; } = Open("DejaVuSans-Bold.ttf");
    public static SKTypeface Mono { get; } = Open("DejaVuSansMono.ttf");
    public static SKTypeface MonoBold { get; } = Open("DejaVuSansMono-Bold.ttf");

    /// <summary>Draws one line of text.</summary>
    public static void Write(this SKCanvas canvas, string text, float x, float y, SKTypeface face, float size, SKColor color,
        SKTextAlign align = SKTextAlign.Left)
    {
        using var paint = new SKPaint
        {
            Typeface = face,
            TextSize = size,
            Color = color,
            IsAntialias = true,
            SubpixelText = true,
            TextAlign = align,
        };
        canvas.DrawText(text, x, y, paint);
    }

    private static SKTypeface Open(string file) =>
        SKTypeface.FromFile(Path.Combine(Folder, file))
            ?? throw new FileNotFoundException($"{file} is needed in {Folder}: install fonts-dejavu-core.");
}
