using System.Globalization;
using System.Text.RegularExpressions;

namespace BlurDetection.Video;

/// <summary>Reads frames' headers from ffmpeg's log.</summary>
internal sealed partial class FrameHeaderParser
{
    private const int MatchTimeout = 10_000; // ms

    // ffmpeg's pts_time has six significant digits (1234.57), so the time is computed from pts and this.
    private (long Numerator, long Denominator) _timeBase = (1, 1);
    private FrameHeader? _pending;

    /// <summary>Takes a line of the log; gives a header once its last line was seen.</summary>
    public FrameHeader? Take(string line)
    {
        if (!line.StartsWith($"[{FfmpegArguments.HeaderFilter} ", StringComparison.Ordinal)) return null;
        if (TimeBase().Match(line) is { Success: true } timeBase)
        {
            _timeBase = (Number(timeBase.Groups["numerator"]), Number(timeBase.Groups["denominator"]));
            return null;
        }
        if (Frame().Match(line) is { Success: true } frame)
        {
            long? pts = long.TryParse(frame.Groups["pts"].ValueSpan, CultureInfo.InvariantCulture, out var value) ? value : null;
            _pending = new FrameHeader(
                pts, pts is { } p ? Time(p) : null,
                (int)Number(frame.Groups["width"]), (int)Number(frame.Groups["height"]),
                frame.Groups["format"].ValueSpan is "nv12", frame.Groups["key"].ValueSpan is "1",
                frame.Groups["interlaced"].ValueSpan is not "P", IsFullRange: false);
            return null;
        }
        if (_pending is not { } pending || Range().Match(line) is not { Success: true } range) return null;
        _pending = null;
        return pending with { IsFullRange = range.Groups["range"].ValueSpan is "pc" };
    }

    private TimeSpan Time(long pts) =>
        TimeSpan.FromTicks((long)Math.Round((decimal)pts * _timeBase.Numerator * TimeSpan.TicksPerSecond / _timeBase.Denominator));

    private static long Number(Group group) => long.Parse(group.ValueSpan, CultureInfo.InvariantCulture);

    [GeneratedRegex(@"config in time_base: (?<numerator>\d+)/(?<denominator>\d+)", RegexOptions.None, MatchTimeout)]
    private static partial Regex TimeBase();

    [GeneratedRegex(
        @"\bn: *\d+ pts: *(?<pts>\S+) .*\bfmt:(?<format>\S+) .*\bs:(?<width>\d+)x(?<height>\d+) i:(?<interlaced>.) iskey:(?<key>\d)",
        RegexOptions.None, MatchTimeout)]
    private static partial Regex Frame();

    [GeneratedRegex(@"\bcolor_range:(?<range>\S+)", RegexOptions.None, MatchTimeout)]
    private static partial Regex Range();
}
