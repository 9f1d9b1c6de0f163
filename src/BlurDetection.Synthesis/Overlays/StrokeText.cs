using SkiaSharp;

namespace BlurDetection.Synthesis.Overlays;

/// <summary>Lines of glyphs made of random strokes: what matters is crisp, text-like edges, not what they say, and no
/// font is needed.</summary>
internal static class StrokeText
{
    /// <summary>Draws one line.</summary>
    /// <param name="random">Source of randomness.</param>
    /// <param name="canvas">Where to draw.</param>
    /// <param name="paint">Stroke, tone and smoothing.</param>
    /// <param name="x">Left edge in pixels.</param>
    /// <param name="y">Top edge in pixels.</param>
    /// <param name="size">Height of a glyph in pixels.</param>
    /// <param name="advance">From one glyph to the next, in pixels.</param>
    /// <param name="letters">Number of glyphs and gaps.</param>
    /// <param name="end">Nothing is begun from this column on.</param>
    public static void Line(
        Random random, SKCanvas canvas, SKPaint paint, float x, float y, float size, float advance, int letters, float end)
    {
        for (int letter = 0; letter < letters && x < end; letter++, x += advance)
        {
            if (random.Chance(0.15)) continue;
            int strokes = random.Next(2, 5);
            for (int stroke = 0; stroke < strokes; stroke++)
            {
                float Column() => x + advance * 0.75f * random.Next(3) / 2;
                float Row() => y + size * random.Next(3) / 2;
                if (random.Chance(0.25))
                    canvas.DrawOval(x + advance * 0.37f, y + size * (random.Chance(0.5) ? 0.25f : 0.75f), advance * 0.35f,
                        size * 0.25f, paint);
                else
                    canvas.DrawLine(Column(), Row(), Column(), Row(), paint);
            }
        }
    }
}
