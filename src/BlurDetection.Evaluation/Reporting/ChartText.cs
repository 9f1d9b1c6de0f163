using OxyPlot;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Measures letters for the layout of a chart. The reader's font is unknown, so the widths are those of a wide
/// one (DejaVu Sans), so that words do not touch.</summary>
internal sealed class ChartText : RenderContextBase
{
    public override OxySize MeasureText(string text, string fontFamily, double fontSize, double fontWeight)
    {
        if (string.IsNullOrEmpty(text)) return OxySize.Empty;
        string[] lines = text.Split('\n');
        double widest = lines.Max(line => line.Sum(Width)) * (fontWeight > 500 ? 1.1 : 1);
        return new OxySize(widest * fontSize, 1.2 * fontSize * lines.Length);
    }

    private static double Width(char c) => c switch
    {
        ' ' or '.' or ',' or ':' or 'i' or 'j' or 'l' or '\'' or '|' or '-' or '(' or ')' or 'f' or 't' or 'r' or 'I' => 0.36,
        'm' or 'w' or 'M' or 'W' or '%' => 0.97,
        _ when char.IsAsciiDigit(c) => 0.64,
        _ when char.IsUpper(c) => 0.7,
        _ => 0.62,
    };

    // a measure draws nothing
    public override int ClipCount => 0;

    public override void PushClip(OxyRect clippingRectangle)
    {
    }

    public override void PopClip()
    {
    }

    public override void DrawLine(IList<ScreenPoint> points, OxyColor stroke, double thickness, EdgeRenderingMode edgeRenderingMode,
        double[] dashArray, LineJoin lineJoin)
    {
    }

    public override void DrawPolygon(IList<ScreenPoint> points, OxyColor fill, OxyColor stroke, double thickness,
        EdgeRenderingMode edgeRenderingMode, double[] dashArray, LineJoin lineJoin)
    {
    }

    public override void DrawText(
        ScreenPoint p, string text, OxyColor fill, string fontFamily, double fontSize, double fontWeight, double rotation,
        HorizontalAlignment horizontalAlignment, VerticalAlignment verticalAlignment, OxySize? maxSize)
    {
    }
}
