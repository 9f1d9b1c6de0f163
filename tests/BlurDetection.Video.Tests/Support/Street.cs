namespace BlurDetection.Video.Tests.Support;

/// <summary>Clips that pan over a rendered picture of this repository, in focus or not.</summary>
internal static class Street
{
    public const int FrameRate = 5;

    /// <summary>Output options for what a camera sends: no frame waits for a later one, and a delimiter stands before each.</summary>
    public const string LikeACamera =
        "-c:v libx264 -preset ultrafast -bf 0 -g 5 -sc_threshold 0 -x264-params aud=1:repeat-headers=1 -pix_fmt yuv420p -an";

    /// <summary>Makes a clip of 640x480 at 5 frames a second, with a key frame each second.</summary>
    /// <param name="clips">Where.</param>
    /// <param name="name">File name.</param>
    /// <param name="seconds">Length.</param>
    /// <param name="filters">Filters after the pan; commas between.</param>
    /// <param name="output">ffmpeg's options for the output.</param>
    public static async Task<string> PanAsync(
        ClipFolder clips, string name, int seconds, string filters = "null",
        string output = "-c:v libx264 -preset ultrafast -bf 2 -g 5 -sc_threshold 0 -pix_fmt yuv420p")
    {
        var path = clips.PathOf(name);
        var picture = Path.Combine(Repository.Root, "samples", "images", "street-sharp.jpg");
        await Ffmpeg.RunAsync(
            $"-loop 1 -framerate 5 -i \"{picture}\" -f lavfi -i sine=d={seconds} -t {seconds} -vf \"crop=640:480:x='(iw-640)*t/{seconds}" +
                $"':y=120,{filters}\" {(output.Contains("-an") ? output : output + " -c:a aac")} \"{path}\"");
        return path;
    }

    /// <summary>A filter that defocuses from one time to another.</summary>
    public static string Defocus(double from, double to) =>
        FormattableString.Invariant($"gblur=sigma=7:enable='between(t,{from},{to - 0.01})'");
}
