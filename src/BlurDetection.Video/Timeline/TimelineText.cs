namespace BlurDetection.Video;

/// <summary>Draws timelines with characters, for a terminal.</summary>
internal static class TimelineText
{
    private const string Levels = "▁▂▃▄▅▆▇█";
    private const char NoEvidence = '·', Blurred = '━';

    /// <summary>Draws the highest probability of each column's time, the spans under it, and the times of both ends.</summary>
    public static string Render(VideoTimeline timeline, int columns)
    {
        if (timeline.Frames.Count == 0) return "no frames";
        var (levels, marks) = (new char[columns], new char[columns]);
        Array.Fill(marks, ' ');
        var last = NoEvidence; // a column without a frame shows the one before
        var frames = timeline.Frames.Zip(timeline.Curve).ToLookup(pair => Column(pair.First.Time), pair => pair.Second);
        for (var x = 0; x < columns; x++)
        {
            if (frames.Contains(x)) last = Level(frames[x]);
            levels[x] = last;
        }
        foreach (var span in timeline.Spans)
            for (var x = Column(span.Start); x <= Math.Max(Column(span.Start), Column(span.End) - 1); x++) marks[x] = Blurred;
        var (start, end) = (Clock(TimeSpan.Zero), Clock(timeline.End));
        return $"{new string(levels)}\n{new string(marks)}\n{start}{end.PadLeft(columns - start.Length)}";

        int Column(TimeSpan time) => (int)Math.Clamp(columns * (time / timeline.End), 0, columns - 1);
    }

    /// <summary>A time as hours, minutes and seconds, with milliseconds: 0:01:02.500.</summary>
    /// <param name="time">The time.</param>
    public static string Clock(TimeSpan time) => $"{(int)time.TotalHours}:{time.Minutes:00}:{time.Seconds:00}.{time.Milliseconds:000}";

    private static char Level(IEnumerable<double?> probabilities) => probabilities.Max() is { } highest
        ? Levels[Math.Min(Levels.Length - 1, (int)(highest * Levels.Length))] : NoEvidence;
}
