using System.Globalization;
using System.Xml.Linq;

namespace BlurDetection.Video;

/// <summary>Draws timelines as SVG.</summary>
internal static class TimelineSvg
{
    private const int Left = 44, Right = 16, Top = 30, Bottom = 30, Height = 200;
    private const int WidthOfNumber = 14; // a narrower span has no number above it
    private static readonly XNamespace Svg = "http://www.w3.org/2000/svg";
    private static readonly double[] Steps = [0.1, 0.2, 0.5, 1, 2, 5, 10, 15, 30, 60, 120, 300, 600, 900, 1800, 3600, 7200, 14400];

    /// <summary>Draws the probability of blur over time, the threshold, the spans of blur and the frames without evidence.</summary>
    /// <param name="timeline">The timeline.</param>
    /// <param name="width">Width in pixels, at least 200; default 960.</param>
    public static string Render(VideoTimeline timeline, int width = 960)
    {
        ArgumentNullException.ThrowIfNull(timeline);
        ArgumentOutOfRangeException.ThrowIfLessThan(width, 200);
        return Draw(timeline, width).ToString();
    }

    internal static XElement Draw(VideoTimeline timeline, int width)
    {
        var end = timeline.End > TimeSpan.Zero ? timeline.End : TimeSpan.FromSeconds(1);
        var root = new XElement(Svg + "svg", new XAttribute("viewBox", $"0 0 {width} {Height}"), new XAttribute("role", "img"),
            new XAttribute("font-family", "system-ui, sans-serif"), new XAttribute("font-size", 12),
            new XElement(Svg + "title", $"{(timeline.IsRelative ? "Relative probability" : "Probability")} of blur in {timeline.Source}"),
            Box(Left, Top, width - Left - Right, Height - Top - Bottom, "#f6f7f8"));
        for (var i = 0; i < timeline.Spans.Count; i++) root.Add(Span(timeline.Spans[i], i + 1));
        foreach (var probability in new[] { 0, 0.5, 1 })
            root.Add(Label(Left - 6, Y(probability) + 4, "end", probability.ToString("0.0", CultureInfo.InvariantCulture)),
                Line(Left, Y(probability), width - Right, Y(probability), "#d5d9dd"));
        for (var seconds = 0.0; seconds <= end.TotalSeconds; seconds += Step(end.TotalSeconds, width))
            root.Add(Label(X(TimeSpan.FromSeconds(seconds)), Height - 10, "middle", Tick(seconds)));
        root.Add(Curve());
        root.Add(Label(Left, Top - 12, "start", Legend()));
        foreach (var frame in timeline.Frames.Where(frame => frame.Prediction.Verdict == BlurVerdict.Indeterminate))
            root.Add(Box(X(frame.Time) - 0.5, Height - Bottom - 4, 2, 4, "#8a9299"));
        if (timeline.Frames.Count > 0)
        {
            var threshold = Line(Left, Y(timeline.Frames[0].Prediction.Threshold), width - Right,
                Y(timeline.Frames[0].Prediction.Threshold), "#b3412e");
            threshold.Add(new XAttribute("stroke-dasharray", "4 4"));
            var name = string.Create(CultureInfo.InvariantCulture, $"threshold {timeline.Frames[0].Prediction.Threshold:0.00}");
            root.Add(threshold, Label(width - Right - 4, Y(timeline.Frames[0].Prediction.Threshold) - 5, "end", name));
        }
        return root;

        double X(TimeSpan time) => Left + (width - Left - Right) * Math.Clamp(time / end, 0, 1);

        string Legend()
        {
            var shaded = timeline.Spans.Count > 0 ? "; shaded: spans of blur" : "";
            var marked = timeline.Curve.Contains(null) ? "; grey marks: no evidence" : "";
            return $"{(timeline.IsRelative ? "Relative probability" : "Probability")} of blur{shaded}{marked}";
        }

        // A link to the span's images in a page; in an image by itself it leads nowhere.
        XElement Span(BlurSpan span, int number)
        {
            var (from, to) = (X(span.Start), X(span.End));
            var box = Box(from, Top, Math.Max(1, to - from), Height - Top - Bottom, "#f4b9a7");
            box.Add(new XElement(Svg + "title", $"{TimelineText.Clock(span.Start)} to {TimelineText.Clock(span.End)}"));
            var link = new XElement(Svg + "a", new XAttribute("href", $"#span-{number}"), box);
            if (to - from >= WidthOfNumber)
                link.Add(Label((from + to) / 2, Top + 22, "middle", number.ToString(CultureInfo.InvariantCulture)));
            return link;
        }

        // Broken where frames hold no evidence; a point between two of those is a dot.
        IEnumerable<XElement> Curve()
        {
            List<(double X, double Y)> points = [];
            foreach (var (frame, probability) in timeline.Frames.Zip(timeline.Curve).Append((new(timeline.End, null!), null)))
            {
                if (probability is { } known)
                {
                    points.Add((X(frame.Time), Y(known)));
                    continue;
                }
                if (points.Count == 1) yield return Dot(points[0].X, points[0].Y);
                if (points.Count > 1) yield return Path(points);
                points.Clear();
            }
        }
    }

    private static XElement Dot(double x, double y) => new(
        Svg + "circle", Number("cx", x), Number("cy", y), Number("r", 1.5), new XAttribute("fill", "#1f5f99"));

    private static XElement Path(IEnumerable<(double X, double Y)> points) => new(
        Svg + "polyline",
        new XAttribute("points", string.Join(' ', points.Select(point =>
            string.Create(CultureInfo.InvariantCulture, $"{point.X:0.##},{point.Y:0.##}")))),
        new XAttribute("fill", "none"), new XAttribute("stroke", "#1f5f99"), new XAttribute("stroke-width", 1.5),
        new XAttribute("stroke-linejoin", "round"));

    private static double Y(double probability) => Top + (Height - Top - Bottom) * (1 - probability);

    private static double Step(double seconds, int width) =>
        Steps.FirstOrDefault(step => seconds / step <= (width - Left - Right) / 80.0, Math.Max(14400, seconds / 8));

    private static string Tick(double seconds)
    {
        var time = TimeSpan.FromSeconds(seconds);
        return time.TotalHours >= 1 ? time.ToString(@"h\:mm\:ss", CultureInfo.InvariantCulture)
            : time.Milliseconds > 0 ? time.ToString(@"m\:ss\.f", CultureInfo.InvariantCulture)
            : time.ToString(@"m\:ss", CultureInfo.InvariantCulture);
    }

    private static XElement Box(double x, double y, double width, double height, string fill) => new(
        Svg + "rect", Number("x", x), Number("y", y), Number("width", width), Number("height", height), new XAttribute("fill", fill));

    private static XElement Line(double x1, double y1, double x2, double y2, string stroke) => new(
        Svg + "line", Number("x1", x1), Number("y1", y1), Number("x2", x2), Number("y2", y2), new XAttribute("stroke", stroke));

    private static XElement Label(double x, double y, string anchor, string text) => new(
        Svg + "text", Number("x", x), Number("y", y), new XAttribute("text-anchor", anchor), new XAttribute("fill", "#3c4650"), text);

    private static XAttribute Number(string name, double value) => new(name, value.ToString("0.##", CultureInfo.InvariantCulture));
}
