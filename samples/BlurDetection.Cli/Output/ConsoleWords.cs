using System.Text.RegularExpressions;

namespace BlurDetection.Cli.Output;

/// <summary>Messages of the library in the words of the console: its options in place of properties, and no advice that
/// nobody can follow at a shell.</summary>
internal static partial class ConsoleWords
{
    public static string Of(string message)
    {
        message = MostPixels().Replace(message, "blur classify takes larger ones with --max-pixels.")
            .Replace("or set VideoReaderOptions.FfmpegPath.", "or give its path with --ffmpeg.", StringComparison.Ordinal)
            .Replace("; set Threshold instead.", "; give --threshold instead.", StringComparison.Ordinal)
            .Replace("; set LongSide, or Width and Height.", "; give --onnx-long-side.", StringComparison.Ordinal);
        return OtherLimits().Replace(message, match => match.Value[0] == ',' ? "." : "");
    }

    [GeneratedRegex(@"Raise ImageDecoderOptions\.MaxPixels if such \w+ are expected\.")]
    private static partial Regex MostPixels();

    [GeneratedRegex(@"( Raise|,? or raise) \w+Options\.\w+ if such \w+ are expected\.")]
    private static partial Regex OtherLimits();
}
