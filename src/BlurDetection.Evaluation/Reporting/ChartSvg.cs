using System.Globalization;
using System.Text.RegularExpressions;
using OxyPlot;
using OxyPlot.Annotations;
using OxyPlot.Axes;
using OxyPlot.Legends;
using OxyPlot.Series;

namespace BlurDetection.Evaluation.Reporting;

/// <summary>Line charts as SVG whose colours follow the page, light or dark.</summary>
internal sealed partial class ChartSvg
{
    // small, so that the letters are still readable when a phone's width shrinks it
    private const double Width = 400, Height = 290, FontSize = 13;

    /// <summary>Stand-ins that are replaced by variables of the page's style sheet.</summary>
    public static readonly OxyColor Ink = OxyColor.FromRgb(1, 2, 3), Muted = OxyColor.FromRgb(1, 2, 4), Grid = OxyColor.FromRgb(1, 2, 5),
        First = OxyColor.FromRgb(1, 2, 6), Second = OxyColor.FromRgb(1, 2, 7), Third = OxyColor.FromRgb(1, 2, 8),
        Bad = OxyColor.FromRgb(1, 2, 9), Paper = OxyColor.FromRgb(1, 2, 10);

    private static readonly (string Colour, string Variable)[] Variables =
        [("rgb(1,2,3)", "--ink"), ("rgb(1,2,4)", "--muted"), ("rgb(1,2,5)", "--grid"), ("rgb(1,2,6)", "--a"), ("rgb(1,2,7)", "--b"),
            ("rgb(1,2,8)", "--c"), ("rgb(1,2,9)", "--bad"), ("rgb(1,2,10)", "--paper")];

    private readonly PlotModel _model;
    private readonly string _title;

    public ChartSvg(string title, string x, string y)
    {
        _title = title;
        _model = new PlotModel
        {
            Culture = CultureInfo.InvariantCulture, Title = title, TitleFontSize = 14, TitleFontWeight = 600, TitleColor = Ink,
            TextColor = Ink, DefaultFontSize = FontSize, DefaultFont = "inherit",
            PlotAreaBorderColor = Grid, PlotAreaBorderThickness = new OxyThickness(1), Background = OxyColors.Undefined,
            Padding = new OxyThickness(2, 2, 10, 2),
        };
        X = Axis(AxisPosition.Bottom, x);
        Y = Axis(AxisPosition.Left, y);
        _model.Axes.Add(X);
        _model.Axes.Add(Y);
    }

    public LinearAxis X { get; }

    public LinearAxis Y { get; }

    public ChartSvg UnitSquare()
    {
        (X.Minimum, X.Maximum, Y.Minimum, Y.Maximum) = (0, 1, 0, 1.02);
        (X.MajorStep, Y.MajorStep) = (0.2, 0.2);
        return this;
    }

    public ChartSvg Line(
        string? name, OxyColor colour, IEnumerable<(double X, double Y)> points, LineStyle style = LineStyle.Solid, double width = 2)
    {
        var series = new LineSeries
        {
            Title = name,
            RenderInLegend = name is not null,
            Color = colour,
            StrokeThickness = width,
            LineStyle = style,
        };
        series.Points.AddRange(points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).Select(p => new DataPoint(p.X, p.Y)));
        // a single epoch is a point, and a line through one point cannot be seen
        if (series.Points.Count == 1) (series.MarkerType, series.MarkerSize, series.MarkerFill) = (MarkerType.Circle, 3.5, colour);
        _model.Series.Add(series);
        return this;
    }

    public ChartSvg Points(string? name, OxyColor colour, IEnumerable<(double X, double Y)> points, double size = 4.5)
    {
        var series = new LineSeries
        {
            Title = name,
            RenderInLegend = name is not null,
            LineStyle = LineStyle.None,
            MarkerType = MarkerType.Circle,
            MarkerSize = size,
            MarkerFill = colour,
        };
        series.Points.AddRange(points.Where(p => double.IsFinite(p.X) && double.IsFinite(p.Y)).Select(p => new DataPoint(p.X, p.Y)));
        _model.Series.Add(series);
        return this;
    }

    public ChartSvg Bars(OxyColor colour, IEnumerable<(double From, double To, double Height)> bars)
    {
        var series = new RectangleBarSeries
        {
            FillColor = OxyColor.FromAColor(70, colour),
            StrokeColor = colour,
            StrokeThickness = 1,
            RenderInLegend = false,
        };
        foreach ((double from, double to, double height) in bars.Where(b => double.IsFinite(b.Height)))
            series.Items.Add(new RectangleBarItem(from, 0, to, height));
        _model.Series.Add(series);
        return this;
    }

    /// <summary>A vertical line with a word beside it.</summary>
    public ChartSvg Mark(double x, string text, OxyColor colour, double textAt = 0.03)
    {
        _model.Annotations.Add(new LineAnnotation
        {
            Type = LineAnnotationType.Vertical, X = x, Color = colour, LineStyle = LineStyle.Dash, StrokeThickness = 1.5,
            Text = text, TextColor = colour, FontSize = FontSize - 1, TextLinePosition = textAt,
            TextOrientation = AnnotationTextOrientation.Horizontal,
            TextHorizontalAlignment = x > (X.Minimum + X.Maximum) / 2 ? HorizontalAlignment.Right : HorizontalAlignment.Left,
            TextPadding = 4,
        });
        return this;
    }

    public ChartSvg Legend(LegendPosition position = LegendPosition.BottomRight)
    {
        _model.Legends.Add(new Legend
        {
            LegendPosition = position, LegendPlacement = LegendPlacement.Inside, LegendTextColor = Ink, LegendFontSize = FontSize - 1,
            LegendBackground = OxyColor.FromAColor(200, Paper), LegendBorder = OxyColors.Undefined, LegendMargin = 4,
            LegendSymbolLength = 18,
        });
        return this;
    }

    public override string ToString()
    {
        string svg = SvgExporter.ExportToString(_model, Width, Height, isDocument: false, new ChartText());
        foreach ((string colour, string variable) in Variables) svg = svg.Replace(colour, $"var({variable})", StringComparison.Ordinal);
        // identifiers are those of the whole page, so each chart needs its own
        string own = NotALetter().Replace(_title, "");
        svg = ClipName().Replace(svg, match => match.Value + own);
        return OpeningTag().Replace(svg,
            $"<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 {Width} {Height}\" role=\"img\" aria-label=\"{_title}\">", 1);
    }

    private static LinearAxis Axis(AxisPosition position, string title) => new()
    {
        Position = position, Title = title, TitleFontSize = FontSize, TitleColor = Muted, TextColor = Muted, TicklineColor = Grid,
        AxislineColor = Grid,
        MajorGridlineStyle = LineStyle.Solid, MajorGridlineColor = Grid, MajorGridlineThickness = 1, MinorTickSize = 0, MajorTickSize = 4,
    };

    private const int MatchTimeout = 10_000; // ms

    [GeneratedRegex("<svg[^>]*>", RegexOptions.None, MatchTimeout)]
    private static partial Regex OpeningTag();

    [GeneratedRegex("clipPath[0-9]+", RegexOptions.None, MatchTimeout)]
    private static partial Regex ClipName();

    [GeneratedRegex("[^A-Za-z]", RegexOptions.None, MatchTimeout)]
    private static partial Regex NotALetter();
}
