using System.Numerics;
using SampleImages.Rendering;
using SkiaSharp;

namespace SampleImages.Scenes;

/// <summary>A grocer's receipt on a wooden table, as it is photographed for an expense report.</summary>
internal static class Receipt
{
    private static readonly (string Item, string Price)[] Lines =
    [
        ("WHOLEMEAL BREAD 750G", "3.20"), ("APPLES  1.284 KG", "3.85"), ("OAT MILK 1L   2 X 1.95", "3.90"), ("CHEDDAR MATURE 200G", "4.10"),
        ("TOMATOES ON THE VINE", "2.75"), ("BASIL, POT", "1.60"), ("OLIVE OIL 500ML", "8.95"), ("SPAGHETTI NO.5  3 X 1.15", "3.45"),
        ("GROUND COFFEE 250G", "6.40"), ("DARK CHOCOLATE 70%", "2.20"), ("DEPOSIT RETURN", "-0.75"),
    ];

    public static LinearImage Paint(int width, int height) => Paper.Lay(width, height,
        (x, y) => Teddy.Wood(x * 0.0052f, y * 0.0052f) * 1.5f,
        Paper.Perspective(400, 760, new(235, 40), new(612, 22), new(706, 1010), new(178, 1000)), Print);

    private static void Print(SKCanvas canvas)
    {
        var ink = new SKColor(42, 40, 48);
        using var paper = new SKPaint { Color = new SKColor(246, 243, 236), IsAntialias = true };
        canvas.DrawRect(0, 0, 400, 760, paper);
        canvas.Write("Corner Market", 200, 52, Fonts.Bold, 34, ink, SKTextAlign.Center);
        canvas.Write("14 Harbour Street  ·  Open 7 to 22", 200, 78, Fonts.Mono, 14.5f, ink, SKTextAlign.Center);
        canvas.Write("VAT REG 402 1187 63", 200, 98, Fonts.Mono, 14.5f, ink, SKTextAlign.Center);
        Rule(112);
        canvas.Write("14/03/2026   08:27     TILL 3   #004518", 22, 134, Fonts.Mono, 14.5f, ink);
        Rule(146);
        var y = 176f;
        foreach (var (item, price) in Lines)
        {
            canvas.Write(item, 22, y, Fonts.Mono, 17, ink);
            canvas.Write(price, 378, y, Fonts.Mono, 17, ink, SKTextAlign.Right);
            y += 27;
        }
        Rule(y - 10);
        canvas.Write("TOTAL EUR", 22, y + 26, Fonts.MonoBold, 26, ink);
        canvas.Write("39.65", 378, y + 26, Fonts.MonoBold, 26, ink, SKTextAlign.Right);
        canvas.Write("CARD  **** **** **** 2207", 22, y + 56, Fonts.Mono, 16, ink);
        canvas.Write("APPROVED", 378, y + 56, Fonts.Mono, 16, ink, SKTextAlign.Right);
        canvas.Write("VAT 7%  31.80 / 2.08    VAT 19%  7.85 / 1.25", 22, y + 80, Fonts.Mono, 12.5f, ink);
        Bars.Draw(canvas, new SKRect(70, y + 100, 330, y + 160), 41, ink);
        canvas.Write("4 004518 140326 3", 200, y + 178, Fonts.Mono, 14, ink, SKTextAlign.Center);
        canvas.Write("Thank you, see you soon!", 200, y + 214, Fonts.Sans, 19, ink, SKTextAlign.Center);

        void Rule(float at)
        {
            using var pen = new SKPaint
            {
                Color = ink,
                StrokeWidth = 1.4f,
                IsAntialias = true,
                PathEffect = SKPathEffect.CreateDash([5, 4], 0),
                Style = SKPaintStyle.Stroke,
            };
            canvas.DrawLine(20, at, 380, at, pen);
        }
    }
}
