using BlurDetection.Evaluation.Reporting;
using BlurDetection.Training.Fitting;
using SkiaSharp;

namespace BlurDetection.Training.Augmentation;

/// <summary>Draws what a network is shown: a row for each image, a column for each of its appearances.</summary>
internal static class AugmentationSheet
{
    private const int Cell = 180, Gap = 4, Quality = 82;

    /// <summary>Renders samples spread evenly over the data.</summary>
    /// <param name="data">Training data; its augmentation is what there is to see.</param>
    /// <param name="rows">Images at most; default 4.</param>
    /// <param name="columns">Appearances of each; default 6.</param>
    /// <param name="seed">Seed of the first appearance; default 1.</param>
    /// <returns>A JPEG file.</returns>
    public static byte[] Render(ITrainingData data, int rows = 4, int columns = 6, int seed = 1)
    {
        ArgumentNullException.ThrowIfNull(data);
        ArgumentOutOfRangeException.ThrowIfLessThan(rows, 1);
        ArgumentOutOfRangeException.ThrowIfLessThan(columns, 1);
        rows = Math.Min(rows, data.Count);
        using var sheet = new SKBitmap(
            new SKImageInfo(columns * (Cell + Gap) - Gap, rows * (Cell + Gap) - Gap, SKColorType.Rgba8888, SKAlphaType.Opaque));
        using var canvas = new SKCanvas(sheet);
        canvas.Clear(new SKColor(60, 64, 70));
        using var paint = new SKPaint { FilterQuality = SKFilterQuality.High };
        for (int row = 0; row < rows; row++)
            for (int column = 0; column < columns; column++)
            {
                TrainingSample sample = data.Load((int)((long)row * data.Count / rows), seed + column);
                using SKBitmap bitmap = JpegImage.ToBitmap(sample.Image);
                float scale = Math.Min((float)Cell / bitmap.Width, (float)Cell / bitmap.Height);
                (float width, float height) = (bitmap.Width * scale, bitmap.Height * scale);
                (float left, float top) = (column * (Cell + Gap) + (Cell - width) / 2, row * (Cell + Gap) + (Cell - height) / 2);
                canvas.DrawBitmap(bitmap, new SKRect(left, top, left + width, top + height), paint);
            }
        canvas.Flush();
        using SKData encoded = sheet.Encode(SKEncodedImageFormat.Jpeg, Quality);
        return encoded.ToArray();
    }
}
