using NetVips;

namespace BlurDetection.Vips.Decoding;

/// <summary>What libvips says besides results: warnings, which it writes to the standard error, and errors of earlier calls.</summary>
internal static class LibvipsLog
{
    private static readonly Log.LogDelegate Nothing = (_, _, _) => { };
    private static readonly Lazy<uint> Handler = new(() => Log.SetLogHandler("VIPS", Enums.LogLevelFlags.Warning, Nothing));

    /// <summary>Keeps warnings off the standard error of the process, which is not ours, and forgets errors that nobody took.</summary>
    public static void Silence()
    {
        _ = Handler.Value;
        _ = new VipsException(""); // takes the errors that are kept, and forgets them
    }
}
