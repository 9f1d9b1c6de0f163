using System.CommandLine;
using System.CommandLine.Parsing;
using System.Globalization;
using BlurDetection.Video;

namespace BlurDetection.Cli.Commands;

/// <summary>The options that say how a video is read; the same for every command that reads one.</summary>
internal sealed class VideoOptions(string defaultSampling)
{
    public Option<FrameSampling?> Every { get; } = new("--every", "-e")
    {
        Description = $"Which frames are read: 1s, 500ms, 2m (the first frame of each), frame (all), 10f (every tenth), key (key frames) " +
            $"or cut (after each cut). Default: {defaultSampling}.",
        HelpName = "WHICH",
        CustomParser = ParseSampling,
    };

    public Option<bool> Deinterlace { get; } = new("--deinterlace") { Description = "Deinterlace frames that are marked as interlaced." };

    public Option<string?> Ffmpeg { get; } =
        new("--ffmpeg") { Description = "The path of ffmpeg. Default: looked for on the PATH.", HelpName = "FILE" };

    public Option<TimeSpan?> StallTimeout { get; } =
        Length("--stall-timeout", "How long a stream may give nothing, longer than 0. Default: 30s for addresses.");

    /// <summary>Adds the options to a command.</summary>
    public void AddTo(Command command)
    {
        command.Options.Add(Every);
        command.Options.Add(Deinterlace);
        command.Options.Add(StallTimeout);
        command.Options.Add(Ffmpeg);
    }

    /// <summary>The reader's options.</summary>
    public VideoReaderOptions Read(ParseResult parsed) => new()
    {
        FfmpegPath = parsed.GetValue(Ffmpeg),
        StallTimeout = parsed.GetValue(StallTimeout),
        Sampling = parsed.GetValue(Every) ?? Sampling(defaultSampling)!,
        Deinterlacing = parsed.GetValue(Deinterlace) ? Deinterlacing.WhereMarked : Deinterlacing.None,
    };

    /// <summary>An option that takes a length of time: 0.5, 500ms, 2s, 1m.</summary>
    public static Option<TimeSpan?> Length(string name, string description) => new(name)
    {
        Description = description,
        HelpName = "TIME",
        CustomParser = result =>
        {
            if (Time(result.Tokens is [{ Value: var text }] ? text : "") is { } time) return time;
            result.AddError($"{name} is a length of time: 500ms, 2s, 1m.");
            return null;
        },
    };

    private static FrameSampling ParseSampling(ArgumentResult result)
    {
        if (result.Tokens is not [{ Value: var text }]) return FrameSampling.EveryFrame; // none or two: reported as such
        if (Sampling(text) is { } sampling) return sampling;
        result.AddError($"--every is a time (1s, 500ms, 2m), frame, a number of frames (10f), key or cut, not '{text}'.");
        return FrameSampling.EveryFrame;
    }

    private static FrameSampling? Sampling(string text) => text switch
    {
        "frame" => FrameSampling.EveryFrame,
        "key" => FrameSampling.KeyFrames,
        "cut" => FrameSampling.SceneCuts(),
        [.. var number, 'f'] when int.TryParse(number, CultureInfo.InvariantCulture, out var count) && count > 0 =>
            FrameSampling.EveryNth(count),
        _ => Time(text) is { } time && time > TimeSpan.Zero ? FrameSampling.Every(time) : null,
    };

    private static TimeSpan? Time(string text)
    {
        var (number, unit) = text switch
        {
            [.. var n, 'm', 's'] => (n, TimeSpan.FromMilliseconds(1)),
            [.. var n, 's'] => (n, TimeSpan.FromSeconds(1)),
            [.. var n, 'm'] => (n, TimeSpan.FromMinutes(1)),
            [.. var n, 'h'] => (n, TimeSpan.FromHours(1)),
            _ => (text, TimeSpan.FromSeconds(1)),
        };
        return double.TryParse(number, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var value) && value <= 1e6
            ? value * unit : null;
    }
}
