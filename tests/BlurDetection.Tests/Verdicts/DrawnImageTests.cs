using BlurDetection.Models;
using BlurDetection.Tests.Support;
using BlurDetection.Verdicts;
using SkiaSharp;

namespace BlurDetection.Tests.Verdicts;

public sealed class DrawnImageTests
{
    [Theory]
    [InlineData(nameof(Bars))]
    [InlineData(nameof(Chessboard))]
    [InlineData(nameof(Stripes))]
    [InlineData(nameof(Letters))]
    public void WidthOfTheEdgesOfADrawingDecides(string drawing)
    {
        Assert.True(IsSharp(drawing, sigma: 0));
        Assert.NotEqual(true, IsSharp(drawing, sigma: 4));
    }

    [Theory]
    [InlineData(3)]
    [InlineData(6)]
    public void BlurredDrawingWithEvenGroundIsTold(float sigma) => Assert.False(IsSharp(nameof(Chessboard), sigma));

    // The aperture of a lens has a crisp edge, and what stands in the frame of a camera says nothing of the scene.
    [Theory]
    [InlineData(nameof(Lamps))]
    [InlineData(nameof(DateOnBlack))]
    [InlineData(nameof(DateOnBlur))]
    public void WhatIsNoDrawingIsLeftToTheNetwork(string drawing)
    {
        Assert.Null(IsSharp(drawing, sigma: 0));
        Assert.False(IsSharpPage(drawing, sigma: 0));
    }

    [Fact]
    public void NoiseMakesAPhotographOfIt() => Assert.Null(IsSharp(nameof(Chessboard), sigma: 3, noise: 3));

    [Fact]
    public void OneSharpWordMakesASharpPage()
    {
        Assert.True(IsSharpPage(nameof(Word), sigma: 0));
        Assert.False(IsSharpPage(nameof(Word), sigma: 3));
    }

    [Fact]
    public void LettersThatAreALittleSoftAreTold()
    {
        Assert.True(IsSoftPage(nameof(Letters), sigma: 1));
        Assert.False(IsSoftPage(nameof(Letters), sigma: 0));
        Assert.False(IsSoftPage(nameof(Word), sigma: 1));
        Assert.False(IsSoftPage(nameof(Lamps), sigma: 1));
    }

    [Fact]
    public void SoftLettersRaiseTheProbabilityAndNoPhotographIsAskedForThem()
    {
        using var page = Draw(nameof(Letters), sigma: 1);
        var rule = new VerdictRule(0.5, 0.1, measured: 0.99);
        Decision Say(float probability) => rule.Decide(new ModelOutput(probability, 0.9f, null, null, null), Luma(page, 0));

        Assert.Equal(BlurVerdict.Blurred, Say(0.4f).Verdict);
        Assert.Equal(0.689, Say(0.4f).Output.Probability, 0.001); // 1.2 in log-odds
        Assert.Equal((BlurVerdict.Focus, 0.2f), (Say(0.2f).Verdict, Say(0.2f).Output.Probability));
        Decision plain = new VerdictRule(0.5, 0.1).Decide(new ModelOutput(0.4f, 0.9f, null, null, null), Luma(page, 0));
        Assert.Equal(0.4f, plain.Output.Probability);
    }

    [Fact]
    public void PageThatShowsEverythingTwiceIsBlurredThoughItsEdgesAreSharp()
    {
        using var page = Draw(nameof(Prose), sigma: 0);
        float[] luma = Luma(page, 0).Values.ToArray(), twice = Twice(luma, page.Width, page.Height);
        var rule = new VerdictRule(0.5, 0.1, measured: 0.99);
        var sharp = new ModelOutput(0.02f, 0.9f, null, 1, null);

        Assert.Equal(BlurVerdict.Focus, rule.Decide(sharp, new LumaPlane(luma, 1, page.Width, page.Height)).Verdict);
        Assert.Equal(true, DrawnImage.IsSharp(new LumaPlane(twice, 1, page.Width, page.Height)));
        Assert.Equal(BlurVerdict.Blurred, rule.Decide(sharp, new LumaPlane(twice, 1, page.Width, page.Height)).Verdict);
    }

    [Fact]
    public void SecondCopyIsSearchedForWhereSoftLettersAloneAreNotEnough()
    {
        using SKBitmap page = Draw(nameof(Prose), sigma: 0), soft = Draw(nameof(Prose), sigma: 1);
        // Edges a little narrower than those of the smallest blur that can be drawn.
        float[] luma = [.. Luma(page, 0).Values.ToArray().Zip(Luma(soft, 0).Values.ToArray(), (a, b) => 0.05f * a + 0.95f * b)];
        var once = new LumaPlane(luma, 1, page.Width, page.Height);
        var twice = new LumaPlane(Twice(luma, page.Width, page.Height), 1, page.Width, page.Height);
        var rule = new VerdictRule(0.9, 0.1, measured: 0.99);
        var output = new ModelOutput(0.4f, 0.9f, null, 1, null);

        Assert.True(DrawnImage.IsSoftPage(once) && DrawnImage.IsSoftPage(twice));
        Decision raised = rule.Decide(output, once), copied = rule.Decide(output, twice);
        Assert.Equal((BlurVerdict.Focus, 0.689), (raised.Verdict, Math.Round(raised.Output.Probability, 3)));
        Assert.Equal((BlurVerdict.Blurred, 0.99f), (copied.Verdict, copied.Output.Probability));
        Assert.NotNull(copied.DoubleImage);
    }

    [Fact]
    public void ClassifierSaysSo()
    {
        using var classifier = BlurClassifier.CreateDefault();
        foreach (string drawing in new[] { nameof(Bars), nameof(Chessboard), nameof(Stripes) })
        {
            Assert.Equal(BlurVerdict.Focus, classifier.Classify(Png(drawing, sigma: 0)).Verdict);
        }
        BlurPrediction blurred = classifier.Classify(Png(nameof(Chessboard), sigma: 3));
        Assert.Equal(BlurVerdict.Blurred, blurred.Verdict);
        Assert.True(blurred.Probability > 0.9);
        BlurPrediction word = classifier.Classify(Png(nameof(Word), sigma: 0));
        Assert.Equal((BlurVerdict.Focus, IndeterminateReason.None), (word.Verdict, word.Reason));
    }

    private static bool? IsSharp(string drawing, float sigma, double noise = 0)
    {
        using var bitmap = Draw(drawing, sigma);
        return DrawnImage.IsSharp(Luma(bitmap, noise));
    }

    private static bool IsSharpPage(string drawing, float sigma)
    {
        using var bitmap = Draw(drawing, sigma);
        return DrawnImage.IsSharpPage(Luma(bitmap, 0));
    }

    private static bool IsSoftPage(string drawing, float sigma)
    {
        using var bitmap = Draw(drawing, sigma);
        return DrawnImage.IsSoftPage(Luma(bitmap, 0));
    }

    private static float[] Twice(float[] luma, int width, int height)
    {
        const int across = 17, down = 9;
        float[] twice = [.. luma];
        for (int y = down; y < height; y++)
            for (int x = across; x < width; x++) twice[y * width + x] = (luma[y * width + x] + luma[(y - down) * width + x - across]) / 2;
        return twice;
    }

    private static byte[] Png(string drawing, float sigma)
    {
        using var bitmap = Draw(drawing, sigma);
        using var data = bitmap.Encode(SKEncodedImageFormat.Png, 100);
        return data.ToArray();
    }

    private static LumaPlane Luma(SKBitmap bitmap, double noise)
    {
        var random = new Random(1);
        float[] luma = [.. bitmap.Pixels.Select(pixel => (float)Math.Round(pixel.Red + noise * (random.NextDouble() - 0.5)))];
        return new LumaPlane(luma, 1, bitmap.Width, bitmap.Height);
    }

    private static SKBitmap Draw(string drawing, float sigma)
    {
        var bitmap = new SKBitmap(800, 600, SKColorType.Rgba8888, SKAlphaType.Opaque);
        using var canvas = new SKCanvas(bitmap);
        using var paint = new SKPaint();
        if (sigma > 0) paint.ImageFilter = SKImageFilter.CreateBlur(sigma, sigma, SKShaderTileMode.Clamp);
        canvas.SaveLayer(paint);
        Action<SKCanvas> draw = drawing switch
        {
            nameof(Bars) => Bars,
            nameof(Chessboard) => Chessboard,
            nameof(Stripes) => Stripes,
            nameof(Letters) => Letters,
            nameof(Prose) => Prose,
            nameof(Word) => Word,
            nameof(Lamps) => Lamps,
            nameof(DateOnBlack) => DateOnBlack,
            _ => DateOnBlur,
        };
        draw(canvas);
        canvas.Restore();
        return bitmap;
    }

    private static void Bars(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        var random = new Random(5);
        using var paint = new SKPaint { Color = SKColors.Black };
        for (float x = 80; x < 700; x += 16 + 8 * random.Next(3)) canvas.DrawRect(x, 60, 8 + 8 * random.Next(2), 480, paint);
    }

    private static void Chessboard(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { Color = new SKColor(20, 20, 20) };
        for (int i = 0; i < 192; i++)
            if ((i % 16 + i / 16) % 2 == 0) canvas.DrawRect(i % 16 * 50, i / 16 * 50, 50, 50, paint);
    }

    private static void Stripes(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        using var paint = new SKPaint { Color = SKColors.Black, StrokeWidth = 10 };
        for (int x = -600; x < 800; x += 30) canvas.DrawLine(x, 0, x + 600, 600, paint);
    }

    private static void Letters(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        for (int line = 0; line < 16; line++) Strokes(canvas, 60, 30 + line * 34, 31, SKColors.Black);
    }

    // Strokes that nothing repeats.
    private static void Prose(SKCanvas canvas)
    {
        canvas.Clear(SKColors.White);
        var random = new Random(11);
        using var paint = new SKPaint { Color = SKColors.Black };
        for (int stroke = 0; stroke < 900; stroke++)
            canvas.DrawRect(20 + random.Next(740), 20 + random.Next(550), 3 + random.Next(4), 4 + random.Next(14), paint);
    }

    private static void Word(SKCanvas canvas)
    {
        canvas.Clear(new SKColor(245, 245, 245));
        Strokes(canvas, 300, 280, 8, new SKColor(30, 30, 30));
    }

    private static void Lamps(SKCanvas canvas)
    {
        canvas.Clear(SKColors.Black);
        var random = new Random(2);
        for (int lamp = 0; lamp < 30; lamp++)
        {
            byte level = (byte)(90 + random.Next(160));
            using var paint = new SKPaint { Color = new SKColor(level, level, level) };
            canvas.DrawCircle(random.Next(800), random.Next(600), 25, paint);
        }
    }

    private static void DateOnBlack(SKCanvas canvas)
    {
        canvas.Clear(SKColors.Black);
        Strokes(canvas, 40, 560, 14, SKColors.White);
    }

    private static void DateOnBlur(SKCanvas canvas)
    {
        using var shader = SKShader.CreateRadialGradient(new SKPoint(400, 300), 420,
            [new SKColor(230, 230, 230), new SKColor(140, 140, 140)], SKShaderTileMode.Clamp);
        using var paint = new SKPaint { Shader = shader };
        canvas.DrawPaint(paint);
        Strokes(canvas, 40, 560, 14, SKColors.Black);
    }

    // Letters of a kind, without a font.
    private static void Strokes(SKCanvas canvas, float x, float y, int letters, SKColor colour)
    {
        using var paint = new SKPaint { Color = colour, StrokeWidth = 3, IsAntialias = true };
        for (int letter = 0; letter < letters; letter++, x += 22)
        {
            canvas.DrawLine(x, y, x, y + 20, paint);
            canvas.DrawLine(x, y + (letter % 3 * 9), x + 12, y + (letter % 4 * 6), paint);
            if (letter % 2 == 0) canvas.DrawLine(x + 12, y, x + 12, y + 20, paint);
        }
    }
}
