using SkiaSharp;

// Draws the packages' icon: dotnet run --project eng/PackageIcon -- eng/PackageIcon/icon.png
if (args is not [var path])
{
    Console.Error.WriteLine("usage: PackageIcon <file.png>");
    return 2;
}

const int Side = 128;
const float Unit = Side / 32f;
using var surface = SKSurface.Create(new SKImageInfo(Side, Side, SKColorType.Rgba8888, SKAlphaType.Premul));
var canvas = surface.Canvas;
canvas.Clear(SKColors.Transparent);
using (var ground = new SKPaint { Color = SKColor.Parse("#0d3b3a"), IsAntialias = true })
    canvas.DrawRoundRect(new SKRect(0, 0, Side, Side), 8 * Unit, 8 * Unit, ground);

// One ring: its left half in focus, its right half not.
Ring(new SKRect(0, 0, Side / 2f, Side), SKColor.Parse("#7fe0d4"), 3 * Unit, sigma: 0);
Ring(new SKRect(Side / 2f, 0, Side, Side), SKColor.Parse("#ff9a5c"), 3.4f * Unit, sigma: 1.7f * Unit);

using var image = surface.Snapshot();
using var png = image.Encode(SKEncodedImageFormat.Png, 100);
using var file = File.Create(path);
png.SaveTo(file);
return 0;

void Ring(SKRect half, SKColor color, float width, float sigma)
{
    using var blur = sigma > 0 ? SKImageFilter.CreateBlur(sigma, sigma) : null;
    using var paint = new SKPaint
    {
        Color = color,
        Style = SKPaintStyle.Stroke,
        StrokeWidth = width,
        IsAntialias = true,
        ImageFilter = blur,
    };
    canvas.Save();
    canvas.ClipRect(half);
    canvas.DrawCircle(Side / 2f, Side / 2f, 8.5f * Unit, paint);
    canvas.Restore();
}
