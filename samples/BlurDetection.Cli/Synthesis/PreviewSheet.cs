using BlurDetection.Imaging;
using BlurDetection.Synthesis;
using BlurDetection.Synthesis.Scenes;
using SkiaSharp;

namespace BlurDetection.Cli.Synthesis;

/// <summary>One image that shows every recipe, a row each, at three strengths.</summary>
internal static class PreviewSheet
{
    private const int CellWidth = 320, CellHeight = 240, Gap = 8, Caption = 24;
    private static readonly double[] Widths = [3, 7, 16];

    public static SKBitmap Draw(PlanarImage luma, int seed)
    {
        var recipes = Enum.GetValues<SynthesisRecipe>();
        var sheet = new SKBitmap(Gap + Widths.Length * (CellWidth + Gap), Gap + recipes.Length * (CellHeight + Caption + Gap),
            SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(sheet);
        using var ink = new SKPaint { Color = SKColors.Black, TextSize = 15, IsAntialias = true };
        canvas.Clear(SKColors.White);
        var synthesizer = new BlurSynthesizer();
        for (int row = 0; row < recipes.Length; row++)
        {
            for (int column = 0; column < Widths.Length; column++)
            {
                int x = Gap + column * (CellWidth + Gap), y = Gap + row * (CellHeight + Caption + Gap);
                // The same seed along a row: the same scene and the same camera, only more of it.
                var made = synthesizer.Synthesize(
                    (w, h) =>
                        SceneSampler.Sample(new Random(seed), luma, w, h), CellWidth, CellHeight, seed + row, recipes[row], Widths[column],
                    background: (w, h) => SceneSampler.Sample(new Random(~seed), luma, w, h));
                using var bitmap = GreyImage.Of(made.Image);
                canvas.DrawText($"{recipes[row]}, {Widths[column]:0} px", x, y + 16, ink);
                canvas.DrawBitmap(bitmap, x, y + Caption);
            }
        }
        return sheet;
    }
}
